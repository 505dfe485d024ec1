import { cableFilesOf } from '@cyberdeck-ota/core'
import type { ChosenFile, FileSets } from '@cyberdeck-ota/flasher'
import type { Build } from '@cyberdeck-ota/schema'
import type { BuildStore } from '../builds/store.ts'
import { FlashStopped } from './flashBoard.ts'

/**
 * What a cable may write of a build: the app alone, and everything that a blank board needs, where that is known. Rejects
 * with {@link FlashStopped} when a file is missing.
 */
export async function readFileSets(build: Build, builds: Pick<BuildStore, 'read'>): Promise<FileSets> {
  const read = async (sha256: string, address: number | null): Promise<ChosenFile> => {
    const bytes = await builds.read(sha256)
    if (bytes) return { name: nameOf(build, sha256), bytes, address }
    throw new FlashStopped('file-missing', `The file ${sha256}.bin is missing from the server’s data folder.`)
  }
  const everything = cableFilesOf(build)
  return Promise.all([
    Promise.all([read(build.sha256, null)]),
    ...(everything ? [Promise.all(everything.map(({ sha256, address }) => read(sha256, address)))] : []),
  ])
}

function nameOf({ fileName, factory, parts }: Build, sha256: string): string {
  const files = [factory, parts?.bootloader, parts?.partitions, parts?.otadata]
  return files.find((file) => file?.sha256 === sha256)?.fileName ?? fileName
}
