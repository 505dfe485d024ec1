import { readBootloader } from './bootloader.ts'
import { bootOrder, otadataIn } from './bootOrder.ts'
import { type Chip, chipById, chipName } from './chips.ts'
import type { HashOptions } from './hashes.ts'
import { inspectImage } from './inspectImage.ts'
import type { ImageFacts, Inspection } from './inspection.ts'
import { isOtadata } from './otadata.ts'
import { overlap, type Partition, parsePartitionTable } from './partitionTable.ts'

/** What a blank board needs beside its app, as the tools that build firmware write it. */
export interface FactoryParts {
  bootloader: Uint8Array
  partitions: Uint8Array
  /** `boot_app0.bin` or `ota_data_initial.bin`; null where the partition table has no place for it. */
  otadata: Uint8Array | null
}

/** Where in flash each of them begins, and the app with them; bytes. */
export interface FactoryLayout {
  bootloader: number
  partitions: number
  otadata: number | null
  app: number
}

/** Why parts do not go together, in a sentence. `does-not-fit`: something is larger than its place. */
export interface WrongParts {
  code: 'wrong-part' | 'does-not-fit'
  sentence: string
}

/** CONFIG_PARTITION_TABLE_OFFSET unless a project changes it. */
const TABLE_AT = 0x8000
const SECTOR = 0x1000
/** Bootloader and partition table, which a table of ESP-IDF 5.5 may list too (esp_partition_type_t). */
const NOT_BEHIND_TABLE = [2, 3]

/**
 * Where to write an app and its parts, once each is what it is said to be and they go together: the bootloader is for the
 * app's chip, and the app fits into the slot that the bootloader will start with this table and this otadata.
 *
 * @param app facts of the app, and the length of its file in bytes
 */
export function layOutFactory(
  app: { image: Pick<ImageFacts, 'kind' | 'chip' | 'chipId'>; length: number },
  parts: FactoryParts,
  hashes: HashOptions = {},
): FactoryLayout | WrongParts {
  const chip = app.image.chipId === null ? undefined : chipById(app.image.chipId)
  if (!chip || app.image.kind === 'encrypted') return notByCable(app.image)
  const partitions = parsePartitionTable(parts.partitions, 0, hashes)
  if (!partitions) return isNo('partitions', 'partition table', parts.partitions, hashes)
  const otadata = otadataIn(partitions)
  const problem =
    wrongBootloader(chip, parts.bootloader, hashes) ??
    wrongTable(partitions, parts.partitions) ??
    wrongOtadata(otadata, parts.otadata, hashes)
  if (problem) return problem
  const [slot] = bootOrder(partitions, () => parts.otadata ?? new Uint8Array())
  if (!slot) return wrong('The partition table has no slot for an app.')
  if (app.length > slot.size) {
    return tooLarge(`The app has ${app.length} bytes, and its slot "${slot.label}" only ${slot.size}.`)
  }
  return {
    bootloader: chip.bootloaderOffset,
    partitions: TABLE_AT,
    otadata: otadata?.offset ?? null,
    app: slot.offset,
  }
}

function wrongBootloader(chip: Chip, bytes: Uint8Array, hashes: HashOptions): WrongParts | null {
  const found = readBootloader(bytes)
  if (!found) return isNo('bootloader', 'whole bootloader', bytes, hashes)
  if (found.chipId !== chip.id) {
    return wrong(`The bootloader is for ${chipName(found.chipId)}, and the app for ${chip.name}.`)
  }
  const room = TABLE_AT - chip.bootloaderOffset
  if (bytes.length <= room) return null
  return tooLarge(`The bootloader has ${bytes.length} bytes; before the partition table are only ${room}.`)
}

function wrongTable(partitions: readonly Partition[], bytes: Uint8Array): WrongParts | null {
  for (const [index, one] of partitions.entries()) {
    const other = partitions.slice(index + 1).find((later) => overlap(one, later))
    if (other) return wrong(`The partitions "${one.label}" and "${other.label}" overlap.`)
  }
  const behind = partitions.filter(({ type }) => !NOT_BEHIND_TABLE.includes(type))
  const first = Math.min(...behind.map(({ offset }) => offset))
  if (TABLE_AT + Math.max(bytes.length, SECTOR) <= first) return null
  return tooLarge(
    `The first partition begins at ${hexadecimal(first)}, inside the partition table itself, which is written at ${hexadecimal(TABLE_AT)}.`,
  )
}

function wrongOtadata(
  place: Partition | undefined,
  bytes: Uint8Array | null,
  hashes: HashOptions,
): WrongParts | null {
  if (place === undefined) {
    return bytes && wrong('The partition table has no place for otadata; leave the part "otadata" out.')
  }
  if (bytes === null) {
    return wrong(
      `The partition table has otadata at ${hexadecimal(place.offset)}: send boot_app0.bin or ota_data_initial.bin in the part "otadata".`,
    )
  }
  if (!isOtadata(bytes) && !isErasedOtadata(bytes)) return isNo('otadata', 'otadata', bytes, hashes)
  if (bytes.length <= place.size) return null
  return tooLarge(`The otadata has ${bytes.length} bytes, and its partition only ${place.size}.`)
}

/** What ESP-IDF calls `ota_data_initial.bin`: it selects no slot. */
function isErasedOtadata(bytes: Uint8Array): boolean {
  return bytes.length > 0 && bytes.length <= 2 * SECTOR && bytes.every((byte) => byte === 0xff)
}

function notByCable({ kind, chip }: Pick<ImageFacts, 'kind' | 'chip'>): WrongParts {
  if (kind === 'encrypted') {
    return wrong('An app that was encrypted for updates cannot be written by cable, so it takes no parts.')
  }
  return wrong(`Where the parts of ${chip ?? 'this chip'} belong is not known here; send the app alone.`)
}

const nouns: Partial<Record<Exclude<Inspection, { verdict: 'accepted' }>['code'], string>> = {
  'bootloader-image': 'a bootloader',
  'partition-table': 'a partition table',
  'otadata-image': 'otadata',
  'merged-image': 'a factory image',
  'filesystem-image': 'a filesystem',
  'empty-file': 'empty',
  'truncated-image': 'cut short',
  'corrupt-image': 'damaged',
}

/** Says what a part is, where that can be told, because parts are mixed up more often than damaged. */
function isNo(part: keyof FactoryParts, wanted: string, bytes: Uint8Array, hashes: HashOptions): WrongParts {
  const inspection = inspectImage(bytes, hashes)
  const noun = inspection.verdict === 'accepted' ? 'an app' : nouns[inspection.code]
  return wrong(`The part "${part}" is no ${wanted}${noun ? `: it is ${noun}` : ''}.`)
}

function wrong(sentence: string): WrongParts {
  return { code: 'wrong-part', sentence }
}

function tooLarge(sentence: string): WrongParts {
  return { code: 'does-not-fit', sentence }
}

function hexadecimal(value: number): string {
  return `0x${value.toString(16)}`
}
