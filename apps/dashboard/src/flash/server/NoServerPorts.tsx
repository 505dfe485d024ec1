import { Stack, Text } from '@mantine/core'
import { IconUsb } from '@tabler/icons-react'
import { CodeBlock } from '../../ui/CodeBlock.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { PortHint } from './PortHint.tsx'

const install = 'npm run usb'

/** Stands where ports could be chosen. @param unavailable why the server can reach none; null when it can */
export function NoServerPorts({ unavailable }: { unavailable: string | null }) {
  if (unavailable === null) {
    return (
      <EmptyState icon={<IconUsb size={26} />} title="No board is plugged into the server">
        <PortHint />
      </EmptyState>
    )
  }
  return (
    <Stack gap="md">
      <Text>{unavailable}</Text>
      {unavailable.includes(install) && (
        <CodeBlock code={install} label="command" title="In the server’s folder" />
      )}
      <Text size="sm" c="dimmed">
        This page looks again every few seconds; nothing has to be restarted.
      </Text>
    </Stack>
  )
}
