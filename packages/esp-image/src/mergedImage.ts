import { readBootloader } from './bootloader.ts'
import { APP, bootOrder, DATA } from './bootOrder.ts'
import { chipById } from './chips.ts'
import { IMAGE_MAGIC } from './esp32Header.ts'
import { readFirmwareImage } from './firmwareImage.ts'
import type { Hash, HashOptions } from './hashes.ts'
import type { Merged } from './inspection.ts'
import { isPadding } from './padding.ts'
import { type FoundPartitionTable, findPartitionTable, overlap, type Partition } from './partitionTable.ts'
import { APP_FILE } from './refusal.ts'

const DEFAULT_TABLE_AT = 0x8000
/** ESP_PARTITION_SUBTYPE_DATA_NVS and _NVS_KEYS (esp_partition.h). */
const SETTINGS = [0x02, 0x04]

/** The factory image that `bytes` are, or null when they hold no partition table, or nothing else. */
export function readMergedImage(bytes: Uint8Array, sha256: Hash, hashes: HashOptions): Merged | null {
  const table = findPartitionTable(bytes, hashes)
  if (!table) return null
  const base = flashAddressOfFile(bytes, table)
  const app = firstBootableApp(bytes, table.partitions, base, sha256)
  if (table.offset === 0 && !app) return null
  const bootable = app !== null && hasBootloader(bytes, base, app.image.chipId)
  return {
    verdict: 'merged',
    code: 'merged-image',
    sentence: sentence(app),
    app,
    address: bootable ? base : null,
    settings: table.partitions.some(({ type, subtype, offset, size }) => {
      if (type !== DATA || !SETTINGS.includes(subtype)) return false
      return !isPadding(bytes, Math.max(0, offset - base), Math.min(bytes.length, offset - base + size))
    }),
  }
}

/** Whether the bootloader that starts the app is where the chip's ROM looks for it. */
function hasBootloader(bytes: Uint8Array, base: number, chipId: number | null): boolean {
  const chip = chipId === null ? undefined : chipById(chipId)
  if (!chip || chip.bootloaderOffset < base) return false
  return readBootloader(bytes.subarray(chip.bootloaderOffset - base))?.chipId === chip.id
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

function sentence(app: Merged['app']): string {
  if (!app) {
    return `This is a factory image (bootloader, partition table, for a cable) whose app slots hold no complete app; upload ${APP_FILE}.`
  }
  return `This is a factory image (bootloader, partition table and app in one file), which only a cable can flash; use the app inside it (slot "${app.label}", ${app.length} bytes) or upload ${APP_FILE}.`
}
