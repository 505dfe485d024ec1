import { sameBytes, startsWith, textField, u32 } from './bytes.ts'
import { defaultHashes, type HashOptions } from './hashes.ts'

/** One entry of a partition table (esp_partition_info_t, esp_flash_partitions.h). Offsets are flash addresses, bytes. */
export interface Partition {
  /** 0 app, 1 data, 2 and 3 bootloader and table; others are the user's own. */
  type: number
  /** For apps 0x00 factory, 0x10+n ota_n, 0x20 test; for data 0x00 otadata, 0x02 nvs, ... */
  subtype: number
  offset: number
  size: number
  label: string
  flags: number
}

/** A partition table found inside a larger file, `offset` bytes from its start. */
export interface FoundPartitionTable {
  offset: number
  partitions: Partition[]
}

const ENTRY = 32
const MAX_ENTRIES = 95 // ESP_PARTITION_TABLE_MAX_ENTRIES
const ENTRY_MAGIC = [0xaa, 0x50] as const
const MD5_MAGIC = [0xeb, 0xeb] as const
/** ESP-IDF lets the table be moved (CONFIG_PARTITION_TABLE_OFFSET); beyond this nobody puts it. */
const SEARCH_END = 0x40000
const SECTOR = 0x1000

/**
 * The partition table at `offset`, or null when none stands there: at least one entry, each on a sector boundary, and a
 * right MD5 of the entries where the table carries one.
 */
export function parsePartitionTable(
  bytes: Uint8Array,
  offset = 0,
  hashes: HashOptions = {},
): Partition[] | null {
  const partitions: Partition[] = []
  let at = offset
  while (
    partitions.length < MAX_ENTRIES &&
    startsWith(bytes, ENTRY_MAGIC, at) &&
    at + ENTRY <= bytes.length
  ) {
    const partition = parseEntry(bytes, at)
    if (partition.size === 0 || partition.offset % SECTOR !== 0) return null
    partitions.push(partition)
    at += ENTRY
  }
  if (partitions.length === 0) return null
  if (startsWith(bytes, MD5_MAGIC, at)) {
    const md5 = hashes.md5 ?? defaultHashes.md5
    if (!sameBytes(bytes.subarray(at + 16, at + ENTRY), md5(bytes.subarray(offset, at)))) return null
  }
  return partitions
}

/** The first partition table on a sector boundary in the first 256 KiB, or null. */
export function findPartitionTable(bytes: Uint8Array, hashes: HashOptions = {}): FoundPartitionTable | null {
  const end = Math.min(bytes.length, SEARCH_END)
  for (let offset = 0; offset < end; offset += SECTOR) {
    const partitions = parsePartitionTable(bytes, offset, hashes)
    if (partitions) return { offset, partitions }
  }
  return null
}

/** Whether two partitions share any byte of flash. */
export function overlap(a: Partition, b: Partition): boolean {
  return a.offset < b.offset + b.size && b.offset < a.offset + a.size
}

function parseEntry(bytes: Uint8Array, at: number): Partition {
  return {
    type: bytes[at + 2] ?? 0,
    subtype: bytes[at + 3] ?? 0,
    offset: u32(bytes, at + 4),
    size: u32(bytes, at + 8),
    label: textField(bytes, at + 12, 16),
    flags: u32(bytes, at + 28),
  }
}
