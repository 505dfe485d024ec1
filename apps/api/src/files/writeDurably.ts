import { dirname } from 'node:path'
import { asDiskFull } from './diskFull.ts'
import type { Files } from './files.ts'

/** Where {@link writeDurably} prepares a file; left behind only by a killed process, and overwritten by the next write. */
export const partialOf = (path: string) => `${path}.partial`

/**
 * Makes `content` what the file at `path` holds, in one step that also survives a power cut: readers see the old
 * content or the new. Throws `DiskFull` or what the file system says, and then the old content is still there, unless
 * the very last step failed: an Error that says so means that the new content may or may not survive.
 */
export async function writeDurably(files: Files, path: string, content: string | Uint8Array): Promise<void> {
  const partial = partialOf(path)
  try {
    const file = await files.create(partial)
    try {
      await file.write(Buffer.from(content))
      await file.sync()
    } finally {
      await file.close()
    }
    await files.rename(partial, path)
  } catch (error) {
    await files.remove(partial)
    throw asDiskFull(error)
  }
  try {
    await files.syncFolder(dirname(path))
  } catch (error) {
    throw new Error(`${path} was written, but the disk did not confirm that it will survive a power cut.`, {
      cause: error,
    })
  }
}
