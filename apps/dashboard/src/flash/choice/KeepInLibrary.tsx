import type { ChosenFile } from '@cyberdeck-ota/flasher'
import { Button } from '@mantine/core'
import { uploads } from '../../upload/uploadStore.ts'

/** Hands files that are about to be flashed to the list of uploads too. */
export function KeepInLibrary({ files }: { files: readonly ChosenFile[] }) {
  const keep = () => uploads.add(files.map(({ name, bytes }) => new File([new Uint8Array(bytes)], name)))
  return (
    <Button size="xs" variant="subtle" color="gray" onClick={keep}>
      Keep it in the library too
    </Button>
  )
}
