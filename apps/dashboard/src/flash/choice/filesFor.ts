import { cableSetsOf, listOf } from '@cyberdeck-ota/core'
import type { BoardFacts, ChosenFile, FileSets } from '@cyberdeck-ota/flasher'
import type { Registry } from '@cyberdeck-ota/schema'
import { type BuildFor, buildFor } from './buildFor.ts'
import type { FetchFile, FetchOptions } from './fetchBuildFile.ts'
import type { Firmware, ManifestFirmware, ReleaseFirmware } from './firmware.ts'
import { FirmwareImpossible } from './firmwareImpossible.ts'

/**
 * The files of the chosen firmware for one board. Rejects with {@link FirmwareImpossible}, or with the signal's reason.
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
  const sets = cableSetsOf(build)
  // The app is in both.
  const files = [...new Map(sets.flat().map((file) => [file.sha256, file])).values()]
  const total = files.reduce((sum, { size }) => sum + size, 0)
  const fetched = new Map<string, Uint8Array>()
  let before = 0
  onProgress(0, total)
  for (const { address: _, ...file } of files) {
    const bytes = await fetchFile(
      { product, version, board, ...file },
      { signal, onProgress: (received) => onProgress(before + received, total) },
    )
    before += file.size
    fetched.set(file.sha256, bytes)
  }
  return sets.map((set) =>
    set.flatMap(({ fileName: name, sha256, address }): ChosenFile[] => {
      const bytes = fetched.get(sha256)
      return bytes ? [{ name, bytes, address }] : []
    }),
  )
}
