import type { SimulateRequest } from '@cyberdeck-ota/schema'
import { Autocomplete, Button, Group, Modal, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { simulate } from '../api/deviceCommands.ts'
import { queries } from '../api/queries.ts'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { clientWords } from './clientWords.ts'
import { namesOf, requestOf, type Simulated } from './simulated.ts'
import { VerdictView } from './VerdictView.tsx'

interface SimulateDialogProps {
  /** What the fields say at first. */
  initial?: Partial<Simulated>
  onClose: () => void
}

const empty: Simulated = {
  product: '',
  version: '',
  device: '',
  board: '',
  channel: '',
  client: 'esp32-updater',
}
const clients = Object.entries(clientWords).map(([value, label]) => ({ value, label }))

/** Asks the real rules what a poll would be answered that nobody makes. Render it only while it is open. */
export function SimulateDialog({ initial = {}, onClose }: SimulateDialogProps) {
  const { data: registry } = useSuspenseQuery(queries.registry)
  const [said, setSaid] = useState<Simulated>({ ...empty, ...initial })
  const asking = useMutation({ mutationFn: (body: SimulateRequest) => simulate(body) })
  const names = namesOf(registry, said.product)
  const set = (name: keyof Simulated) => (value: string | null) => setSaid({ ...said, [name]: value ?? '' })
  return (
    <Modal opened onClose={onClose} title="Simulate a check-in" size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          asking.mutate(requestOf(said))
        }}
      >
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            The rules that answer devices decide about a poll that nobody makes. Nothing is recorded, and what
            is left empty is not said.
          </Text>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="sm">
            <Autocomplete
              label="Product"
              placeholder="default"
              data={names.products}
              value={said.product}
              onChange={set('product')}
            />
            <Autocomplete
              label="Version it says it runs"
              data={names.versions}
              value={said.version}
              onChange={set('version')}
              data-autofocus
            />
            <TextInput
              label="MAC or id"
              description="What is known of that device counts"
              value={said.device}
              onChange={(event) => set('device')(event.currentTarget.value)}
              spellCheck={false}
            />
            <Select
              label="Client"
              description="Decides how the answer is put"
              data={clients}
              value={said.client}
              onChange={set('client')}
              allowDeselect={false}
            />
            <Autocomplete label="Board" data={names.boards} value={said.board} onChange={set('board')} />
            <Autocomplete
              label="Channel"
              placeholder="stable"
              data={names.channels}
              value={said.channel}
              onChange={set('channel')}
            />
          </SimpleGrid>
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              Close
            </Button>
            <Button type="submit" loading={asking.isPending}>
              What would it get?
            </Button>
          </Group>
          <div role="status">
            {asking.isError && <ProblemNotice error={asking.error} />}
            {asking.data && <VerdictView verdict={asking.data} />}
          </div>
        </Stack>
      </form>
    </Modal>
  )
}
