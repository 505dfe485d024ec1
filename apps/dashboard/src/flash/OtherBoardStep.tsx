import type { Device } from '@cyberdeck-ota/schema'
import { Alert, Button, Group } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { deviceName } from '../fleet/deviceNames.ts'
import { Panel } from '../ui/Panel.tsx'
import type { Desk } from './desk.ts'
import { macsOf } from './rescue.ts'

interface OtherBoardStepProps {
  /** What was to be rescued. */
  device: Device
  /** Of the board that is there instead. */
  mac: string
  desk: Desk
  onGoOn: () => void
}

/** Stands in the place of writing while it is not sure that this board is meant. */
export function OtherBoardStep({ device, mac, desk, onGoOn }: OtherBoardStepProps) {
  return (
    <Panel title="Write">
      <Alert
        color="yellow"
        role="alert"
        icon={<IconAlertTriangle size={18} aria-hidden />}
        title="This is another board"
      >
        You are rescuing {rescuedWords(device)}; the board on the cable is {mac}. Unplug it and plug the right
        one in, or go on if this one is meant.
        <Group gap="sm" mt="sm">
          <Button size="sm" onClick={() => void desk.another()}>
            Plug the right one in
          </Button>
          <Button size="sm" variant="default" onClick={onGoOn}>
            Go on with this board
          </Button>
        </Group>
      </Alert>
    </Panel>
  )
}

function rescuedWords(device: Device): string {
  const name = deviceName(device)
  const macs = macsOf(device)
  return macs.includes(name) ? name : `${name} (${macs.join(' or ')})`
}
