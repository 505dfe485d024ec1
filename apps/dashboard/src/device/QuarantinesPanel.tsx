import type { Device, Quarantine } from '@cyberdeck-ota/schema'
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { actOnDevices } from '../api/deviceCommands.ts'
import { takeBack } from '../fleet/takeBack.ts'
import { Panel } from '../ui/Panel.tsx'
import { absoluteTime } from '../ui/relativeTime.ts'
import { toast, toastError, undoable } from '../ui/toast.tsx'
import { useNow } from '../ui/useNow.ts'
import classes from './QuarantinesPanel.module.css'

/** Builds that are not offered to a device for now, because attempts at them failed, and the way out. */
export function QuarantinesPanel({ device }: { device: Device }) {
  const now = useNow()
  const lifting = useMutation({
    mutationFn: () => actOnDevices({ selection: { ids: [device.id] }, action: { do: 'lift' } }),
    onSuccess: ({ changed, undo }) => {
      const words = 'Lifted: what failed is offered again at its next check-in.'
      if (undo === null) toast(words)
      else undoable(words, () => takeBack(undo, changed))
    },
    onError: toastError,
  })
  return (
    <Panel
      title="Quarantine"
      description="A build that fails is offered again after longer and longer pauses, and then not until you say so"
      actions={
        <Button size="xs" variant="default" loading={lifting.isPending} onClick={() => lifting.mutate()}>
          Lift and offer again
        </Button>
      }
    >
      <ul className={classes.list}>
        {device.quarantines.map((quarantine) => (
          <li key={`${quarantine.product} ${quarantine.sha256}`}>
            <b>{quarantine.version}</b> {failures(quarantine)}. {when(quarantine, now)}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function failures({ aborted, failed }: Quarantine): string {
  const parts = [
    failed > 0 && `was delivered and did not come to run ${times(failed)}`,
    aborted > 0 && `was cut off on the way ${times(aborted)}`,
  ]
  return parts.filter(Boolean).join(', and ')
}

function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`
}

function when({ until }: Quarantine, now: number): string {
  if (until === null) return 'It is not offered again until you lift it.'
  const at = Date.parse(until)
  return at > now
    ? `It is offered again after ${absoluteTime(at)}.`
    : 'It is offered again at the next check-in.'
}
