import { cableSetsOf } from '@cyberdeck-ota/core'
import type { ChosenFile, FileSets } from '@cyberdeck-ota/flasher'
import type { Build } from '@cyberdeck-ota/schema'
import type { BuildStore } from '../builds/store.ts'
import { FlashStopped } from './flashBoard.ts'

/** The files of a build that a cable may write. Rejects with {@link FlashStopped} when one is missing. */
export async function readFileSets(build: Build, builds: Pick<BuildStore, 'read'>): Promise<FileSets> {
  const sets = cableSetsOf(build).map((set) =>
    set.map(async ({ fileName: name, sha256, address }): Promise<ChosenFile> => {
      const bytes = await builds.read(sha256)
      if (bytes) return { name, bytes, address }
      throw new FlashStopped(
        'file-missing',
        `The file ${sha256}.bin is missing from the server’s data folder.`,
      )
    }),
  )
  return Promise.all(sets.map((set) => Promise.all(set)))
}
