import { installChoice, targetOf } from '@cyberdeck-ota/core'
import type { Product, Registry } from '@cyberdeck-ota/schema'
import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { manifestPath } from '../sketch/deviceUrl.ts'
import { useServerAddress } from '../sketch/useServerAddress.ts'
import { CodeBlock } from '../ui/CodeBlock.tsx'
import { Copyable } from '../ui/Copyable.tsx'
import { Facts } from '../ui/Facts.tsx'
import { Panel } from '../ui/Panel.tsx'
import { StatusDot } from '../ui/StatusDot.tsx'
import type { ShownDevice } from './AddressPanel.tsx'

interface InstallPanelProps {
  registry: Registry
  name: string
  product: Product
  chosen: ShownDevice
}

/** What a button on anybody's page can put on a blank board, and why not the rest. */
export function InstallPanel({ registry, name, product, chosen }: InstallPanelProps) {
  const server = useServerAddress()
  const target = targetOf(registry, name, chosen.channel)
  const channel = chosen.channel ?? 'stable'
  if (target === null) {
    return (
      <Panel title="Install buttons">
        <Text size="sm" c="dimmed">
          A button installs what {channel} points at, and that is nothing yet.
        </Text>
      </Panel>
    )
  }
  const { offered, leftOut } = installChoice({ ...target, product }, chosen.board)
  const address = `${server}${manifestPath({ product: name, ...chosen })}`
  return (
    <Panel
      title="Install buttons"
      description={`ESP Web Tools on any page puts ${target.release.version} on a blank board`}
    >
      <Stack gap="md">
        <Facts
          facts={[
            ...offered.map(({ board, chip, files }): [string, ReactNode] => [
              board,
              <StatusDot key={board} tone="good">
                can be installed on a blank {chip}
                {/* These buttons write files whole, and a factory image reaches over the settings. */}
                {files.some(({ file }) => file === 'factory') && '; on one in use its settings are lost'}
              </StatusDot>,
            ]),
            ...leftOut.map(({ board, sentence }): [string, ReactNode] => [
              board,
              <StatusDot key={board} tone="idle">
                {`Left out. ${sentence}`}
              </StatusDot>,
            ]),
          ]}
        />
        {offered.length > 0 && (
          <>
            <Facts facts={[['Manifest', <Copyable key="url" value={address} label="manifest address" />]]} />
            <CodeBlock code={snippet(address)} label="install button" title="In any web page" />
            {address.startsWith('http:') && (
              <Text size="sm" c="dimmed">
                Browsers let a page use USB only over HTTPS or on localhost, and a page on HTTPS read only
                addresses that are on HTTPS too: for pages elsewhere, put this server behind HTTPS.
              </Text>
            )}
          </>
        )}
      </Stack>
    </Panel>
  )
}

/** As the documentation of ESP Web Tools has it (esphome.github.io/esp-web-tools). */
function snippet(manifest: string): string {
  return `<script
  type="module"
  src="https://unpkg.com/esp-web-tools@10/dist/web/install-button.js?module"
></script>
<esp-web-install-button manifest="${manifest}"></esp-web-install-button>
`
}
