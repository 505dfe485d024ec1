import type { Build, FactoryPart } from '@cyberdeck-ota/schema'
import type { BuildFileKind } from './buildFileName.ts'

/** A file that a cable writes, and where in flash; bytes. */
export interface CableFile {
  file: BuildFileKind
  sha256: string
  size: number
  address: number
}

/**
 * Everything that makes a blank board run a build, lowest address first: its factory image, or the app with its factory
 * parts. Null when the build came without them, or its factory image cannot start a blank board.
 */
export function cableFilesOf({ sha256, size, factory, parts }: Build): CableFile[] | null {
  if (parts) {
    const { bootloader, partitions, otadata, appAddress } = parts
    const files: CableFile[] = [
      { file: 'bootloader', ...placeOf(bootloader) },
      { file: 'partitions', ...placeOf(partitions) },
      ...(otadata ? [{ file: 'otadata' as const, ...placeOf(otadata) }] : []),
      { file: 'app', sha256, size, address: appAddress },
    ]
    return files.sort((a, b) => a.address - b.address)
  }
  if (factory?.address === undefined) return null
  return [{ file: 'factory', sha256: factory.sha256, size: factory.size, address: factory.address }]
}

function placeOf({ sha256, size, address }: FactoryPart): Omit<CableFile, 'file'> {
  return { sha256, size, address }
}

/** The same for strangers: null also where the factory image has settings in it, which may hold passwords. */
export function publicCableFilesOf(build: Build): CableFile[] | null {
  return build.factory?.settings ? null : cableFilesOf(build)
}
