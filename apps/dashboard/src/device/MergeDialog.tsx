import { formatTerm } from '@cyberdeck-ota/core'
import type { Device, DeviceList } from '@cyberdeck-ota/schema'
import { Modal, Select, Stack } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { mergeDevice } from '../api/deviceCommands.ts'
import { deviceQueries } from '../api/deviceQueries.ts'
import { deviceName, idWords } from '../fleet/deviceNames.ts'
import { DialogButtons } from '../ui/DialogButtons.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { toast } from '../ui/toast.tsx'

/** Joins two records of one board. */
export function MergeDialog({ device, onClose }: { device: Device; onClose: () => void }) {
  const [gone, setGone] = useState<string | null>(null)
  const [text, setText] = useState('')
  const [words] = useDebouncedValue(text, 200)
  const { data, error } = useQuery(deviceQueries.named(queryFor(words)))
  const merging = useMutation({
    mutationFn: async (other: string) => {
      await mergeDevice(device.id, other)
      toast(`${idWords(other)} is part of ${deviceName(device)} now.`)
    },
    onSuccess: onClose,
  })
  const choices = (data?.items ?? [])
    .filter(({ id }) => id !== device.id)
    .map((other) => ({ value: other.id, label: labelOf(other) }))
  return (
    <Modal opened onClose={onClose} title={`Merge another record into ${deviceName(device)}`}>
      <Stack gap="md">
        <div>
          For one board that shows up twice, for instance once by its MAC and once by an id. The record chosen
          here vanishes: its history and its polls become part of this one, what is assigned here stays, and a
          poll under either name is this device’s from then on. This cannot be undone.
        </div>
        <Select
          label="The other record"
          placeholder="Name, MAC, id or address"
          description={data && data.next !== null ? moreWords(data) : undefined}
          data={choices}
          value={gone}
          onChange={setGone}
          searchable
          searchValue={text}
          onSearchChange={setText}
          // The server has searched already, and finds by more than the label.
          filter={({ options }) => options}
          nothingFoundMessage="No other device has these words"
          data-autofocus
        />
        {error && <ProblemNotice error={error} />}
        {merging.isError && <ProblemNotice error={merging.error} />}
        <DialogButtons
          onCancel={onClose}
          onConfirm={() => gone !== null && merging.mutate(gone)}
          busy={merging.isPending}
          reason={gone === null ? 'Choose the other record first' : null}
        >
          Merge
        </DialogButtons>
      </Stack>
    </Modal>
  )
}

function moreWords({ items, total }: DeviceList): string {
  return `The first ${items.length} of ${total.toLocaleString('en')}; type more to find the others`
}

function labelOf(other: { id: string; name: string | null }): string {
  return other.name === null ? idWords(other.id) : `${other.name} (${idWords(other.id)})`
}

/** The words as the query language takes them, so that nothing typed means more than it says. */
function queryFor(text: string): string {
  return text.trim() === '' ? '' : formatTerm({ not: false, field: 'word', text: text.trim() })
}
