import { cableFilesOf } from '@cyberdeck-ota/core'
import type { Build } from '@cyberdeck-ota/schema'
import type { BuildStore } from '../builds/store.ts'
import { type FlashOrder, FlashStopped } from './flashBoard.ts'

/**
 * The bytes of everything that is known of a build, for a blank board; one that runs something may need the app alone.
 * Rejects with {@link FlashStopped} when a file is missing.
 */
export function readCableFiles(build: Build, builds: Pick<BuildStore, 'read'>): Promise<FlashOrder['files']> {
  const wanted = cableFilesOf(build) ?? [build]
  return Promise.all(
    wanted.map(async ({ sha256 }) => {
      const bytes = await builds.read(sha256)
      if (bytes) return { name: nameOf(build, sha256), bytes }
      throw new FlashStopped(
        'file-missing',
        `The file ${sha256}.bin is missing from the server’s data folder.`,
      )
    }),
  )
}

function nameOf({ fileName, factory, parts }: Build, sha256: string): string {
  const files = [factory, parts?.bootloader, parts?.partitions, parts?.otadata]
  return files.find((file) => file?.sha256 === sha256)?.fileName ?? fileName
}
