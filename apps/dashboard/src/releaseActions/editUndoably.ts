import type { Release, ReleaseEdit } from '@cyberdeck-ota/schema'
import { editRelease } from '../api/commands.ts'
import { undoable } from '../ui/toast.tsx'

/** Edits a release, says so, and offers to put what was edited back as it was; `undone` is called when it is. */
export async function editUndoably(
  product: string,
  release: Release,
  edit: ReleaseEdit,
  message: string,
  undone?: () => void,
) {
  await editRelease({ product, version: release.version, edit })
  const before: ReleaseEdit = {
    ...(edit.notes === undefined ? {} : { notes: release.notes }),
    ...(edit.minFrom === undefined ? {} : { minFrom: release.minFrom ?? null }),
    ...(edit.aliases === undefined ? {} : { aliases: release.aliases ?? [] }),
    ...(edit.version === undefined ? {} : { version: release.version }),
  }
  undoable(message, async () => {
    await editRelease({ product, version: edit.version ?? release.version, edit: before })
    undone?.()
  })
}
