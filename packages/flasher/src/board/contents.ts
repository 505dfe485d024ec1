import {
  type AppDescriptor,
  bootOrder,
  IMAGE_MAGIC,
  otadataIn,
  type Partition,
  parsePartitionTable,
  readAppDescriptor,
  readEsp32Header,
} from '@cyberdeck-ota/esp-image'
import { isApp } from './partitions.ts'

/** What stands in a board's flash. */
export interface BoardContents {
  /** Whether a bootloader for this chip is where its ROM looks. */
  bootloader: boolean
  /** Flash address of the partition table; null without one. */
  tableAt: number | null
  /** In the table's order; empty without one. */
  partitions: Partition[]
  /** The otadata partition as it is; null without one. */
  otadata: Uint8Array | null
  slots: Slot[]
  /** The slot that the bootloader starts, told by headers only: whether its app is whole is not looked at. */
  running: Slot | null
}

export interface Slot {
  partition: Partition
  /** Null when no app for this chip begins there. Every field is null when the app describes nothing. */
  app: SlotApp | null
}

export type SlotApp = Pick<AppDescriptor, 'project' | 'version' | 'builtAt' | 'idf'>

/** Reads `length` bytes of flash from `address` on. */
export type ReadFlash = (address: number, length: number) => Promise<Uint8Array>

const TABLE_AT = 0x8000
const TABLE_LENGTH = 0xc00
const ENTRY = 32
const OTADATA_LENGTH = 0x2000
const SECTOR = 0x1000
/** CONFIG_PARTITION_TABLE_OFFSET can be changed; projects with a large bootloader move it up to here. */
const LAST_TABLE_AT = 0x1f000
/** Header, first segment header and app descriptor. */
const APP_START = 0x120

/**
 * Reads some kilobytes.
 *
 * @param chip its image `chip_id`, where its ROM looks for the bootloader, and the bytes of flash; null where that is not known
 */
export async function readContents(
  chip: { chipId: number; bootloaderAt: number; flashSize: number | null },
  readFlash: ReadFlash,
): Promise<BoardContents> {
  // A table that was made for a larger flash names places that are not there.
  const read: ReadFlash = async (address, length) =>
    chip.flashSize !== null && address + length > chip.flashSize
      ? new Uint8Array()
      : readFlash(address, length)
  const bootloader = isImageFor(chip.chipId, await read(chip.bootloaderAt, ENTRY))
  const table = await readTable(read)
  const partitions = table?.partitions ?? []
  const place = otadataIn(partitions)
  const otadata = place ? await read(place.offset, Math.min(place.size, OTADATA_LENGTH)) : null
  const slots: Slot[] = []
  for (const partition of partitions.filter(isApp)) {
    slots.push({
      partition,
      app: appAt(chip.chipId, await read(partition.offset, Math.min(partition.size, APP_START))),
    })
  }
  const started = bootOrder(partitions, () => otadata ?? new Uint8Array())
    .map(({ offset }) => slots.find(({ partition }) => partition.offset === offset))
    .find((slot) => slot?.app)
  return { bootloader, tableAt: table?.at ?? null, partitions, otadata, slots, running: started ?? null }
}

async function readTable(read: ReadFlash): Promise<{ at: number; partitions: Partition[] } | null> {
  for (let at = TABLE_AT; at <= LAST_TABLE_AT; at += SECTOR) {
    // One entry tells whether it is worth reading all of it.
    if (!parsePartitionTable(await read(at, ENTRY))) continue
    const partitions = parsePartitionTable(await read(at, TABLE_LENGTH))
    if (partitions) return { at, partitions }
  }
  return null
}

function isImageFor(chipId: number, bytes: Uint8Array): boolean {
  return bytes[0] === IMAGE_MAGIC && readEsp32Header(bytes).chipId === chipId
}

function appAt(chipId: number, bytes: Uint8Array): SlotApp | null {
  if (!isImageFor(chipId, bytes)) return null
  const { project = null, version = null, builtAt = null, idf = null } = readAppDescriptor(bytes) ?? {}
  return { project, version, builtAt, idf }
}
