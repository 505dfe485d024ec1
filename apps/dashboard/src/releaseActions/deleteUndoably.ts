import { deleteRelease, type ReleaseName, restoreRelease } from '../api/commands.ts'
import { undoable } from '../ui/toast.tsx'
import { releaseTitle } from './releaseTitle.ts'

/** Deletes a release, says so, and offers to bring it back. */
export async function deleteUndoably(release: ReleaseName) {
  await deleteRelease(release)
  undoable(`Deleted ${releaseTitle(release)}.`, () => restoreRelease(release))
}
