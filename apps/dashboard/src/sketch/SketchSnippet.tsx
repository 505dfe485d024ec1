import { Stack, Tabs, Text } from '@mantine/core'
import { CodeBlock } from '../ui/CodeBlock.tsx'
import type { DeviceTarget } from './deviceUrl.ts'
import { FirstCallNotice } from './FirstCallNotice.tsx'
import { snippets } from './snippets.ts'
import { useServerAddress } from './useServerAddress.ts'

interface SketchSnippetProps {
  /** Wait for a board that has not called yet, instead of for any. */
  newBoard?: boolean
  /** As what kind of device it polls; without it, as one of the product `default`. */
  target?: DeviceTarget
  onCopied?: () => void
}

/** What to paste so that a board polls this server, with its address in it, and whether one has called. */
export function SketchSnippet({ newBoard = false, target, onCopied }: SketchSnippetProps) {
  const choices = snippets(useServerAddress(), target)
  return (
    <Stack gap="md">
      <Tabs defaultValue={choices[0]?.id ?? null} keepMounted={false}>
        <Tabs.List>
          {choices.map(({ id, name }) => (
            <Tabs.Tab key={id} value={id}>
              {name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {choices.map(({ id, about, files }) => (
          <Tabs.Panel key={id} value={id} pt="sm">
            <Stack gap="sm">
              <Text size="sm" c="dimmed">
                {about}
              </Text>
              {files.map(({ title, code }) => (
                <CodeBlock
                  key={title}
                  label={title}
                  title={title}
                  code={code}
                  {...(onCopied ? { onCopied } : {})}
                />
              ))}
            </Stack>
          </Tabs.Panel>
        ))}
      </Tabs>
      <FirstCallNotice newBoard={newBoard} />
    </Stack>
  )
}
