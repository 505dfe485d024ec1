import { Code, Text } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { queries } from '../api/queries.ts'
import { Facts } from '../ui/Facts.tsx'
import { Panel } from '../ui/Panel.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'

/** What runs here, and its limits. */
export function AboutPanel() {
  const { data: server } = useSuspenseQuery(queries.server)
  const { downloads } = server
  return (
    <Panel title="About this server">
      <Facts
        facts={[
          ['Version', `Cyberdeck OTA ${server.version}`],
          ['Started', <RelativeTime key="started" at={server.startedAt} />],
          ['Devices seen since then', server.fleet.devices.toLocaleString('en')],
          ['Downloads now', `${downloads.active} of at most ${downloads.limit} at once`],
          [
            'Downloads put off',
            downloads.lastTurnedAwayAt ? (
              <span key="away">
                {downloads.turnedAway.toLocaleString('en')}, the last{' '}
                <RelativeTime at={downloads.lastTurnedAwayAt} />
              </span>
            ) : (
              'none'
            ),
          ],
          ['Largest upload', `${server.uploadLimit / 1_048_576} MiB`],
        ]}
      />
      <Text size="sm" c="dimmed" mt="sm">
        The limits are settings of the process: <Code>DOWNLOAD_LIMIT</Code> and <Code>UPLOAD_LIMIT_MB</Code>.
      </Text>
    </Panel>
  )
}
