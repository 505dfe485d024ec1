import { md5 } from '@noble/hashes/legacy.js'
import { alignUp, asciiBytes } from './bytes.ts'
import { chipById } from './chips.ts'
import { makeBootloader } from './makeImage.ts'
import { otadataSelecting } from './otadata.ts'
import type { Partition } from './partitionTable.ts'

/** What {@link makeMergedImage} is to make. */
export interface MergedRecipe {
  /** Apps by the label of their slot ("factory", "ota_0", "ota_1"); each a whole image, at most the slot's size. */
  apps: Record<string, Uint8Array>
  /** Default 0, ESP32. */
  chipId?: number
  partitions?: readonly Partition[]
  /** The OTA slot that otadata selects, from 0; without it otadata stays erased. */
  selected?: number
  /** Flash address of the partition table. Default 0x8000. */
  tableAt?: number
  /** Flash address of the file's first byte. Default 0; the bootloader's offset gives a file that begins with it. What lies before is left out. */
  base?: number
}

/** ESP-IDF's partitions_two_ota.csv with slots of 64 KiB, so that tests stay small. */
export const twoSlots: readonly Partition[] = [
  partition('nvs', 1, 2, 0x9000, 0x4000),
  partition('otadata', 1, 0, 0xd000, 0x2000),
  partition('phy_init', 1, 1, 0xf000, 0x1000),
  partition('factory', 0, 0, 0x10000, 0x10000),
  partition('ota_0', 0, 0x10, 0x20000, 0x10000),
  partition('ota_1', 0, 0x11, 0x30000, 0x10000),
]

/** One entry of a partition table, without flags; bytes. */
export function partition(
  label: string,
  type: number,
  subtype: number,
  offset: number,
  size: number,
): Partition {
  return { type, subtype, offset, size, label, flags: 0 }
}

/** A partition table file as gen_esp32part.py writes it: 3072 bytes, at most 94 entries, closed by their MD5. */
export function makePartitionTable(partitions: readonly Partition[] = twoSlots): Uint8Array {
  const table = new Uint8Array(0xc00).fill(0xff)
  const view = new DataView(table.buffer)
  partitions.forEach(({ type, subtype, offset, size, label, flags }, index) => {
    const at = index * 32
    table.fill(0, at, at + 32)
    table.set([0xaa, 0x50, type, subtype], at)
    view.setUint32(at + 4, offset, true)
    view.setUint32(at + 8, size, true)
    table.set(asciiBytes(label.slice(0, 15)), at + 12)
    view.setUint32(at + 28, flags, true)
  })
  const end = partitions.length * 32
  table.set([0xeb, 0xeb], end)
  table.set(md5(table.subarray(0, end)), end + 16)
  return table
}

/** An otadata partition that selects the OTA slot `slot`, from 0. For slot 0 it is Arduino's boot_app0.bin. */
export function makeOtadata(slot: number): Uint8Array {
  return otadataSelecting(slot + 1, 0x2000)
}

/** Bootloader, partition table and apps in one file, as `esptool merge-bin` joins them; gaps are erased flash. */
export function makeMergedImage(recipe: MergedRecipe): Uint8Array {
  const { chipId = 0, partitions = twoSlots, tableAt = 0x8000, base = 0 } = recipe
  const parts: [number, Uint8Array][] = [
    [chipById(chipId)?.bootloaderOffset ?? 0, makeBootloader({ chipId })],
    [tableAt, makePartitionTable(partitions)],
  ]
  for (const { label, type, subtype, offset } of partitions) {
    const app = recipe.apps[label]
    if (app) parts.push([offset, app])
    if (type === 1 && subtype === 0 && recipe.selected !== undefined) {
      parts.push([offset, makeOtadata(recipe.selected)])
    }
  }
  const length = Math.max(...parts.map(([at, part]) => at + part.length)) - base
  const image = new Uint8Array(alignUp(length, 0x1000)).fill(0xff)
  for (const [at, part] of parts) if (at >= base) image.set(part, at - base)
  return image
}
