import { Text } from '@mantine/core'

/** What to look at when a board is plugged in and its port is not listed. */
export function PortHint() {
  return (
    <Text size="sm" c="dimmed">
      Plug the board into the computer that runs the server; its port shows here by itself. A server in Docker
      sees only the devices it was given, such as <code>--device /dev/ttyUSB0</code>. On Linux, the user that
      the server runs as has to be in the group <code>dialout</code>; after it was added, restart the server.
    </Text>
  )
}
