import { IMAGE_MAGIC } from './esp32Header.ts'
import { readFirmwareImage } from './firmwareImage.ts'
import type { Hash, HashOptions } from './hashes.ts'
import type { Merged } from './inspection.ts'
import { selectedSlot } from './otadata.ts'
import { type FoundPartitionTable, findPartitionTable, type Partition } from './partitionTable.ts'
import { APP_FILE } from './refusal.ts'

const DEFAULT_TABLE_AT = 0x8000
const APP = 0
const DATA = 1
const FACTORY = 0x00
const OTA_0 = 0x10
const OTA_15 = 0x1f
const OTADATA = 0x00

/** The factory image that `bytes` are, or null when they hold no partition table, or nothing else. */
export function readMergedImage(bytes: Uint8Array, sha256: Hash, hashes: HashOptions): Merged | null {
  const table = findPartitionTable(bytes, hashes)
  if (!table) return null
  const base = flashAddressOfFile(bytes, table)
  const app = firstBootableApp(bytes, table.partitions, base, sha256)
  if (table.offset === 0 && !app) return null
  return { verdict: 'merged', code: 'merged-image', sentence: sentence(app), app }
}

/**
 * The app slice of a merged image with its signature, or null when no slot holds a valid app. A view of `bytes`, no copy.
 *
 * @param merged what `inspectImage(bytes)` said of the same bytes
 */
export function extractApp(bytes: Uint8Array, { app }: Merged): Uint8Array | null {
  return app && bytes.subarray(app.offset, app.offset + app.length)
}

/**
 * The flash address of the file's first byte: 0 for a full image, the bootloader's offset where the file begins with the
 * bootloader (esptool merge-bin --target-offset), more where it begins with the table. Told by where an app is found.
 */
function flashAddressOfFile(bytes: Uint8Array, table: FoundPartitionTable): number {
  const guesses = [Math.max(0, DEFAULT_TABLE_AT - table.offset), 0, 0x1000, 0x2000]
  const holdsApp = (base: number) =>
    table.partitions.some(({ type, offset }) => type === APP && bytes[offset - base] === IMAGE_MAGIC)
  return guesses.find(holdsApp) ?? 0
}

function firstBootableApp(
  bytes: Uint8Array,
  partitions: readonly Partition[],
  base: number,
  sha256: Hash,
): Merged['app'] {
  const contents = ({ offset, size }: Partition) =>
    offset < base ? new Uint8Array() : bytes.subarray(offset - base, offset - base + size)
  // Slots that overlap would let a hostile table have the same megabytes read dozens of times.
  const examined: Partition[] = []
  for (const slot of bootOrder(partitions, contents)) {
    if (examined.some((other) => overlap(slot, other))) continue
    examined.push(slot)
    const reading = readFirmwareImage(contents(slot), sha256)
    if (reading?.found !== 'app') continue
    // What follows the app in its slot is not part of what is extracted.
    const notes = reading.notes.filter(({ code }) => code !== 'padding' && code !== 'unknown-trailing-bytes')
    return { offset: slot.offset - base, length: reading.end, label: slot.label, image: reading.image, notes }
  }
  return null
}

/**
 * App slots as the bootloader tries them (load_boot_image(), bootloader_utility.c): from the slot otadata selects down to
 * ota_0 and factory, then the slots above it; from factory when otadata selects none.
 */
function bootOrder(
  partitions: readonly Partition[],
  contents: (partition: Partition) => Uint8Array,
): Partition[] {
  const slots = partitions
    .filter(({ type, subtype }) => type === APP && subtype >= OTA_0 && subtype <= OTA_15)
    .sort((a, b) => a.subtype - b.subtype)
  const factory = partitions.filter(({ type, subtype }) => type === APP && subtype === FACTORY)
  const otadata = partitions.find(({ type, subtype }) => type === DATA && subtype === OTADATA)
  const selected = otadata && slots.length > 0 ? selectedSlot(contents(otadata), slots.length) : null
  if (selected === null) return [...factory, ...slots]
  return [...slots.slice(0, selected + 1).reverse(), ...factory, ...slots.slice(selected + 1)]
}

function overlap(a: Partition, b: Partition): boolean {
  return a.offset < b.offset + b.size && b.offset < a.offset + a.size
}

function sentence(app: Merged['app']): string {
  if (!app) {
    return `This is a factory image (bootloader, partition table, for a cable) whose app slots hold no complete app; upload ${APP_FILE}.`
  }
  return `This is a factory image (bootloader, partition table and app in one file), which only a cable can flash; use the app inside it (slot "${app.label}", ${app.length} bytes) or upload ${APP_FILE}.`
}
