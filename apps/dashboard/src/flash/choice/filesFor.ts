import { cableFilesOf, listOf } from '@cyberdeck-ota/core'
import type { BoardFacts, ChosenFile, FileSets } from '@cyberdeck-ota/flasher'
import { type Build, FactoryPartName, type Registry } from '@cyberdeck-ota/schema'
import { type BuildFor, buildFor } from './buildFor.ts'
import type { BuildFile, FetchFile, FetchOptions } from './fetchBuildFile.ts'
import type { Firmware, ManifestFirmware, ReleaseFirmware } from './firmware.ts'
import { FirmwareImpossible } from './firmwareImpossible.ts'

/**
 * The files of the chosen firmware for one board. Of a release the app alone comes first, and then everything that a blank
 * board needs, where the build came with it. Rejects with {@link FirmwareImpossible}, or with the signal's reason.
 *
 * @param options `onProgress` is told of all files together
 */
export async function filesFor(
  firmware: Firmware,
  board: Pick<BoardFacts, 'chip' | 'chipId'>,
  registry: Registry,
  fetchFile: FetchFile,
  options: FetchOptions,
): Promise<FileSets> {
  switch (firmware.kind) {
    case 'release':
      return fetchSets(firmware, buildFor(firmware, board, registry), fetchFile, options)
    case 'files':
      return [firmware.files]
    case 'manifest':
      return [buildInManifest(firmware, board.chip)]
  }
}

function buildInManifest({ name, builds }: ManifestFirmware, chip: string) {
  const found = builds.find((build) => build.chip === chip)
  if (found) return found.files
  throw new FirmwareImpossible(
    'no-build',
    `The manifest of ${name} has no build for ${chip} whose files are here, only for ${listOf(builds.map((build) => build.chip))}.`,
  )
}

async function fetchSets(
  { product, version }: ReleaseFirmware,
  { board, build }: BuildFor,
  fetchFile: FetchFile,
  { onProgress, signal }: FetchOptions,
): Promise<FileSets> {
  const cable = cableFilesOf(build) ?? []
  const sizes = new Map([build, ...cable].map(({ sha256, size }) => [sha256, size]))
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  const fetched = new Map<string, Omit<ChosenFile, 'address'>>()
  let before = 0
  onProgress(0, total)
  for (const [sha256, size] of sizes) {
    const file = { product, version, board, ...sourceOf(build, sha256), sha256, size }
    const bytes = await fetchFile(file, {
      signal,
      onProgress: (received) => onProgress(before + received, total),
    })
    before += size
    fetched.set(sha256, { name: file.name, bytes })
  }
  const chosen = (sha256: string, address: number | null): ChosenFile[] => {
    const file = fetched.get(sha256)
    return file ? [{ ...file, address }] : []
  }
  const everything = cable.flatMap(({ sha256, address }) => chosen(sha256, address))
  return [chosen(build.sha256, null), ...(everything.length > 0 ? [everything] : [])]
}

/** Which of a build's files has this digest, and what it was called. */
function sourceOf(
  { fileName, sha256: app, factory, parts }: Build,
  sha256: string,
): Pick<BuildFile, 'source' | 'name'> {
  if (sha256 === app) return { source: 'app', name: fileName }
  for (const source of FactoryPartName.options) {
    const part = parts?.[source]
    if (part?.sha256 === sha256) return { source, name: part.fileName }
  }
  return { source: 'factory', name: factory?.fileName ?? fileName }
}
