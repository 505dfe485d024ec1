import type { Device } from '@cyberdeck-ota/schema'
import { Button, Group, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { assign } from './assign.ts'

/** Free text about a device, kept with a button so that nothing is sent half-written. */
export function NotesField({ device }: { device: Device }) {
  const kept = device.assigned.notes
  const [draft, setDraft] = useState<string | null>(null)
  const saving = useMutation({
    mutationFn: (notes: string) => assign(device, { notes }, 'The notes are kept.'),
    onSuccess: () => setDraft(null),
  })
  return (
    <div>
      <Textarea
        label="Notes"
        placeholder="Where it hangs, who has the key…"
        autosize
        minRows={2}
        maxRows={10}
        maxLength={10_000}
        value={draft ?? kept}
        onChange={(event) => setDraft(event.currentTarget.value)}
      />
      {saving.isError && <ProblemNotice error={saving.error} />}
      {draft !== null && draft !== kept && (
        <Group justify="flex-end" gap="xs" mt="xs">
          <Button size="xs" variant="default" onClick={() => setDraft(null)}>
            Discard
          </Button>
          <Button size="xs" loading={saving.isPending} onClick={() => saving.mutate(draft)}>
            Save notes
          </Button>
        </Group>
      )}
    </div>
  )
}
