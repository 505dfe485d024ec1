import { Button, Group, Stack, Text } from '@mantine/core'
import { useServerAddress } from '../sketch/useServerAddress.ts'
import { CodeBlock } from '../ui/CodeBlock.tsx'

/** The secret, the only time it can be seen, and what to do with it. */
export function TokenOnce({ token, onClose }: { token: string; onClose: () => void }) {
  const address = useServerAddress()
  const upload = [
    'curl --fail-with-body \\',
    '  -H "Authorization: Bearer $CYBERDECK_TOKEN" \\',
    '  -F version=1.01 -F publish=stable -F file=@build/firmware.bin \\',
    `  ${address}/api/v1/builds`,
  ].join('\n')
  return (
    <Stack gap="md">
      <Text>Copy it now: only a hash of it is kept, so it cannot be shown again.</Text>
      <CodeBlock label="token" code={token} />
      <Text size="sm" c="dimmed">
        With the token in the secret <code>CYBERDECK_TOKEN</code>, a build server uploads like this:
      </Text>
      <CodeBlock label="upload command" code={upload} />
      <Group justify="flex-end">
        <Button onClick={onClose}>I have it</Button>
      </Group>
    </Stack>
  )
}
