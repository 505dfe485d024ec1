import { Alert, Button, Group } from '@mantine/core'
import { IconBan, IconPuzzle } from '@tabler/icons-react'
import { midSentence } from '../image/partWords.ts'
import { isMadeHere, type PartFile } from './partFiles.ts'
import { takesParts } from './settleParts.ts'
import type { Upload } from './uploadState.ts'
import { uploads, useUploads } from './uploadStore.ts'

/** A part that nothing tells the app of: its owner says which, or drops it again together with its app. */
export function PartStep({ id, part }: { id: number; part: PartFile }) {
  const apps = useUploads().items.filter(takesParts)
  const what = `This is ${part.name === 'otadata' ? '' : 'a '}${midSentence(part.name)}: a cable writes it beside an app, and devices are never sent it.`
  if (apps.length === 0) {
    return (
      <Alert color="red" role="alert" icon={<IconBan size={18} aria-hidden />}>
        {what} Drop it together with its app, usually firmware.bin or &lt;project&gt;.bin.
      </Alert>
    )
  }
  return (
    <Alert color="blue" role="status" icon={<IconPuzzle size={18} aria-hidden />}>
      <p style={{ margin: 0 }}>{what} Which app does it belong to?</p>
      <Group gap="xs" mt="sm">
        {apps.map((app) => (
          <Button key={app.id} size="xs" variant="default" onClick={() => uploads.joinPart(id, app.id)}>
            {hasOwn(app, part) ? `Replace that of ${app.file.name}` : `Add to ${app.file.name}`}
          </Button>
        ))}
      </Group>
    </Alert>
  )
}

/** Whether its owner gave the app one of that kind already. */
function hasOwn({ parts }: Upload, { name }: PartFile): boolean {
  const there = parts[name]
  return there !== undefined && !isMadeHere(there)
}
