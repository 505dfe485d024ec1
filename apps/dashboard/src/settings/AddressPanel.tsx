import { Code, Text } from '@mantine/core'
import { useServerAddress } from '../sketch/useServerAddress.ts'
import { Copyable } from '../ui/Copyable.tsx'
import { Facts } from '../ui/Facts.tsx'
import { Panel } from '../ui/Panel.tsx'

/** Where boards reach this server. */
export function AddressPanel() {
  const address = useServerAddress()
  return (
    <Panel title="Address as boards see it" description="What goes into the sketch.">
      <Facts
        facts={[
          ['Server', <Copyable key="server" value={address} label="address" />],
          ['Polls go to', <Copyable key="ota" value={`${address}/ota`} label="update address" />],
        ]}
      />
      <Text size="sm" c="dimmed" mt="sm">
        Boards need an address that answers from their network. If this one does not, start the server with{' '}
        <Code>PUBLIC_URL=http://…</Code> set to the one that does.
      </Text>
    </Panel>
  )
}
