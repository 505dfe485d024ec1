import {
  type Build,
  InstallChip,
  type InstallManifest,
  type InstallOffer,
  type LeftOutCode,
} from '@cyberdeck-ota/schema'
import { type CableFile, publicCableFilesOf } from './cableFiles.ts'
import { listOf } from './changes/listOf.ts'
import { own } from './find.ts'
import type { Target } from './target.ts'

/** A board that install buttons are offered. */
interface Offered {
  board: string
  chip: InstallChip
  files: CableFile[]
}

/** What install buttons are offered of a release, board by board, and why not the rest. */
export interface InstallChoice {
  offered: Offered[]
  leftOut: InstallOffer['leftOut']
}

/** Seconds that ESP Web Tools looks for Improv after an install unless a manifest says otherwise. */
const improvWait = 10

/**
 * Which boards of a release an install button can bring onto blank hardware. The button goes by nothing but the chip, so
 * of boards that share one, even where one of them has nothing to install, none is offered unless `board` names it.
 */
export function installChoice(
  { product, release }: Pick<Target, 'product' | 'release'>,
  board: string | null,
): InstallChoice {
  const all = Object.keys(product.boards).sort()
  const choice: InstallChoice = { offered: [], leftOut: [] }
  for (const name of board === null ? all : [board]) {
    const offer = offerOf(name, own(release.builds, name))
    const twins =
      board === null && 'chip' in offer
        ? all.filter((other) => other !== name && product.boards[other]?.chip === offer.chip)
        : []
    if ('code' in offer) choice.leftOut.push({ board: name, ...offer })
    else if (twins.length > 0) choice.leftOut.push({ board: name, ...sameChip(name, twins) })
    else choice.offered.push(offer)
  }
  return choice
}

/** The manifest that ESP Web Tools reads. @param pathOf address of a file, relative to that of the manifest */
export function installManifest(
  name: string,
  { release }: Pick<Target, 'release'>,
  { offered }: InstallChoice,
  pathOf: (sha256: string) => string,
): InstallManifest {
  return {
    name,
    version: release.version,
    new_install_prompt_erase: true,
    new_install_improv_wait_time: improvWait,
    builds: offered.map(({ chip, files }) => ({
      chipFamily: chip,
      parts: files.map(({ sha256, address }) => ({ path: pathOf(sha256), offset: address })),
    })),
  }
}

interface Why {
  code: LeftOutCode
  sentence: string
}

function offerOf(board: string, build: Build | undefined): Offered | Why {
  if (!build) return { code: 'no-build', sentence: 'The release has no build for it.' }
  const { kind, chip } = build
  if (kind !== 'app' && kind !== 'app-without-descriptor') {
    const what = kind === 'encrypted' ? 'is encrypted for updates' : 'is for ESP8266'
    return { code: 'updates-only', sentence: `Its build ${what}, so it is not offered for a cable.` }
  }
  const known = InstallChip.safeParse(chip)
  if (!known.success) {
    return { code: 'unknown-chip', sentence: `Install buttons do not know its chip, ${chip ?? 'unnamed'}.` }
  }
  const files = publicCableFilesOf(build)
  if (files) return { board, chip: known.data, files }
  if (build.factory?.settings) {
    return {
      code: 'has-settings',
      sentence:
        'Its factory image has settings in it, which may hold passwords, and a manifest is read by anybody.',
    }
  }
  if (build.factory) {
    return {
      code: 'no-bootloader',
      sentence: 'Its factory image has no bootloader at the right place, or was uploaded to an older server.',
    }
  }
  return {
    code: 'no-factory-parts',
    sentence:
      'Its build is an app alone, which starts on no blank board: upload the factory image (merged.bin), or the app with its bootloader and partition table.',
  }
}

function sameChip(board: string, twins: string[]): Why {
  return {
    code: 'same-chip',
    sentence: `It has the same chip as ${listOf(twins)}, and an install button goes by the chip: name one board in the address, as board=${board}.`,
  }
}
