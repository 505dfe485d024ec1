import { Text } from '@mantine/core'
import { CodeBlock } from '../../ui/CodeBlock.tsx'
import type { AppByHand } from './byHandPlan.ts'
import { otadataSize } from './byHandPlan.ts'
import { type EsptoolOptions, eraseLine, esptoolLine } from './esptoolLine.ts'

interface AppCommandProps {
  app: AppByHand
  /** Nothing but the app was uploaded. */
  alone: boolean
  options: EsptoolOptions
}

/** The app without what a blank board needs, and the otadata that would start another slot. */
export function AppCommand({ app, alone, options }: AppCommandProps) {
  const { write, otadata, assumed } = app
  // The app first: without otadata the bootloader starts its slot, whatever is in it.
  const lines = [
    esptoolLine([write], options),
    ...(otadata === null ? [] : [eraseLine(otadata, otadataSize, options)]),
  ]
  return (
    <>
      <Text size="sm">
        {alone && 'This build is an app alone, which starts on no blank board. '}
        Only the app, for a board that has a bootloader and a partition table already; its settings stay.
        {otadata !== null &&
          ' The second line makes the board start this app and not an update that it took since.'}
      </Text>
      <CodeBlock
        code={lines.join('\n')}
        label="command for the app alone"
        title="A board that runs something"
      />
      {assumed && (
        <Text size="sm" c="dimmed">
          Where the app goes is told by the partition table on the board. These addresses are those of the
          usual one, with the first app at 0x{write.address.toString(16)} and otadata at 0x
          {(otadata ?? 0).toString(16)}; with another table, take its own.
        </Text>
      )}
    </>
  )
}
