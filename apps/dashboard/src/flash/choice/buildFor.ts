import { findProduct, findRelease, listOf } from '@cyberdeck-ota/core'
import type { BoardFacts } from '@cyberdeck-ota/flasher'
import type { Build, Registry } from '@cyberdeck-ota/schema'
import { notForCable } from '../../image/notForCable.ts'
import { releaseTitle } from '../../releaseActions/releaseTitle.ts'
import type { ReleaseFirmware } from './firmware.ts'
import { FirmwareImpossible } from './firmwareImpossible.ts'

/** A build of a release, and the board that it is kept for. */
export interface BuildFor {
  board: string
  build: Build
}

type Chip = Pick<BoardFacts, 'chip' | 'chipId'>

/**
 * The build that a cable writes on a board with this chip: the one that is named, else the only one for the chip. Throws
 * {@link FirmwareImpossible}.
 */
export function buildFor(firmware: ReleaseFirmware, chip: Chip, registry: Registry): BuildFor {
  const title = releaseTitle(firmware)
  const product = findProduct(registry, firmware.product)
  const release = product && findRelease(product, firmware.version)
  if (!release) {
    throw new FirmwareImpossible('release-gone', `${title} is not in the library any more; choose another.`)
  }
  const all = Object.entries(release.builds).map(([board, build]) => ({ board, build }))
  const found = firmware.board === null ? forChip(title, chip, all) : named(title, firmware.board, all)
  const against = notForCable(found.build)
  if (against === null) return found
  throw new FirmwareImpossible('not-for-cable', `The build of ${title} for ${found.board} ${against}.`)
}

function named(title: string, board: string, all: BuildFor[]): BuildFor {
  const found = all.find((each) => each.board === board)
  if (found) return found
  throw new FirmwareImpossible('no-build', `${title} has no build for ${board}; choose another board.`)
}

function forChip(title: string, chip: Chip, all: BuildFor[]): BuildFor {
  const fitting = all.filter(({ build }) => isFor(build, chip))
  const [first] = fitting
  if (!first) {
    const [only, ...others] = all
    // Of a payload that cannot be read nothing is known but that no cable writes it.
    if (only && others.length === 0 && notForCable(only.build)) return only
    throw new FirmwareImpossible(
      'no-build',
      `${title} has no build for ${chip.chip}, only for ${listOf(chipsOf(all)) || 'boards of unknown chips'}.`,
    )
  }
  if (fitting.every(({ build }) => build.sha256 === first.build.sha256)) return first
  throw new FirmwareImpossible(
    'several-builds',
    `${title} has several builds for ${chip.chip} (${listOf(fitting.map(({ board }) => board))}); choose the board by its name.`,
  )
}

function isFor(build: Build, { chip, chipId }: Chip): boolean {
  return build.chipId === null ? build.chip === chip : build.chipId === chipId
}

/** The chips that these builds are for, each once; without those that do not say. */
export function chipsOf(builds: readonly BuildFor[]): string[] {
  return [...new Set(builds.flatMap(({ build }) => build.chip ?? []))]
}
