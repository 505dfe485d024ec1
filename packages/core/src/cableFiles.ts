import type { Build, FactoryPart } from '@cyberdeck-ota/schema'
import type { BuildFileKind } from './buildFileName.ts'

/** A file of a build, as a cable needs it. */
interface BuildFile {
  file: BuildFileKind
  /** What it was called where it was uploaded. */
  fileName: string
  sha256: string
  /** Bytes. */
  size: number
}

/** A file that a cable writes, and where in flash; bytes. */
export interface CableFile extends BuildFile {
  address: number
}

/**
 * Everything that makes a blank board run a build, lowest address first: its factory image, or the app with its factory
 * parts. Null when the build came without them, or its factory image cannot start a blank board.
 */
export function cableFilesOf(build: Build): CableFile[] | null {
  const { factory, parts } = build
  if (parts) {
    const { bootloader, partitions, otadata, appAddress } = parts
    const files: CableFile[] = [
      { file: 'bootloader', ...placeOf(bootloader) },
      { file: 'partitions', ...placeOf(partitions) },
      ...(otadata ? [{ file: 'otadata' as const, ...placeOf(otadata) }] : []),
      { ...appOf(build), address: appAddress },
    ]
    return files.sort((a, b) => a.address - b.address)
  }
  if (factory?.address === undefined) return null
  const { fileName, sha256, size, address } = factory
  return [{ file: 'factory', fileName, sha256, size, address }]
}

/**
 * What a cable may write of a build, of which a board gets the first that goes on it: the app alone, whose place the board's
 * own partition table tells (`address` null), then everything, where the build came with it.
 */
export function cableSetsOf(build: Build): (BuildFile & { address: number | null })[][] {
  const everything = cableFilesOf(build)
  return [[{ ...appOf(build), address: null }], ...(everything ? [everything] : [])]
}

function appOf({ fileName, sha256, size }: Build): BuildFile {
  return { file: 'app', fileName, sha256, size }
}

function placeOf({ fileName, sha256, size, address }: FactoryPart): Omit<CableFile, 'file'> {
  return { fileName, sha256, size, address }
}

/** The same for strangers: null also where the factory image has settings in it, which may hold passwords. */
export function publicCableFilesOf(build: Build): CableFile[] | null {
  return build.factory?.settings ? null : cableFilesOf(build)
}
