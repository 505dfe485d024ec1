import { type Inspection, otadataIn, parsePartitionTable } from '@cyberdeck-ota/esp-image'
import type { FactoryPartName } from '@cyberdeck-ota/schema'
import { erasedOtadata } from './erasedOtadata.ts'

/** A file that a cable writes beside an app; no device is sent it. */
export interface PartFound {
  name: FactoryPartName
  /** All of it: 64 KiB at most where it is of use. */
  bytes: Uint8Array
  /** A partition table that has a place for otadata. */
  wantsOtadata: boolean
}

/** Which part of a board's flash a file is, by its contents; null when it is none. */
export function partFound(bytes: Uint8Array, inspection: Inspection): PartFound | null {
  if (inspection.verdict !== 'refused') return null
  switch (inspection.code) {
    case 'bootloader-image':
      return { name: 'bootloader', bytes, wantsOtadata: false }
    case 'partition-table':
      return { name: 'partitions', bytes, wantsOtadata: hasOtadata(bytes) }
    case 'otadata-image':
      return { name: 'otadata', bytes, wantsOtadata: false }
    default:
      return isErasedOtadata(bytes) ? { name: 'otadata', bytes, wantsOtadata: false } : null
  }
}

function hasOtadata(table: Uint8Array): boolean {
  return otadataIn(parsePartitionTable(table) ?? []) !== undefined
}

function isErasedOtadata(bytes: Uint8Array): boolean {
  return bytes.length === erasedOtadata.length && bytes.every((byte) => byte === 0xff)
}
