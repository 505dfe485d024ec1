import { otadataIn, type Partition, selectedSlot } from '@cyberdeck-ota/esp-image'
import type { BoardFacts } from '../board/boardFacts.ts'
import { otaSlots } from '../board/partitions.ts'
import type { ReadFile } from './readFile.ts'

/** How flash will be divided once everything is written, and what of the board's choices is left by then. */
export interface FlashLayout {
  /** Empty where there will be no partition table. */
  partitions: readonly Partition[]
  /** Whether the table is the one that the board has. */
  fromBoard: boolean
  /** otadata as it will stand before the plan touches it; empty when erased or unknown. */
  otadata: Uint8Array
  /** The slot whose app would go on running; null when there is none, or it does not count any more. */
  running: Partition | null
}

/** @param read the chosen files, of which a partition table replaces the board's */
export function layoutAfter(board: BoardFacts, read: readonly ReadFile[], eraseAll: boolean): FlashLayout {
  const chosen = chosenTable(read)
  const erased = new Uint8Array()
  const given = chosenOtadata(read, chosen ?? board.contents?.partitions ?? [])
  if (chosen) return { partitions: chosen, fromBoard: false, otadata: given ?? erased, running: null }
  const { contents } = board
  if (!contents || eraseAll) {
    return { partitions: [], fromBoard: false, otadata: given ?? erased, running: null }
  }
  return {
    partitions: contents.partitions,
    fromBoard: true,
    otadata: given ?? contents.otadata ?? erased,
    running: contents.running?.partition ?? null,
  }
}

/** ESP-IDF's `ota_data_initial.bin` is erased flash: that it is otadata only its place tells. */
export function withOtadata(board: BoardFacts, read: readonly ReadFile[]): ReadFile[] {
  const place = otadataIn(chosenTable(read) ?? board.contents?.partitions ?? [])
  return read.map((file) =>
    file.part === 'data' && place && file.address === place.offset ? { ...file, part: 'otadata' } : file,
  )
}

function chosenTable(read: readonly ReadFile[]) {
  return read.find(({ partitions }) => partitions !== null)?.partitions
}

/** The otadata among the chosen files: by itself, or within a factory image. Null where the plan has to make it. */
export function chosenOtadata(
  read: readonly ReadFile[],
  partitions: readonly Partition[],
): Uint8Array | null {
  const place = otadataIn(partitions)
  for (const { part, bytes, address } of read) {
    if (part === 'otadata') return bytes
    if (part !== 'factory-image' || !place) continue
    const from = place.offset - (address ?? 0)
    if (from >= 0 && from < bytes.length) return bytes.subarray(from, from + place.size)
  }
  return null
}

/** The OTA slot that otadata selects; null when it selects none. */
export function selectedIn({ partitions, otadata }: FlashLayout): Partition | null {
  const slots = otaSlots(partitions)
  const index = slots.length > 0 ? selectedSlot(otadata, slots.length) : null
  return index === null ? null : (slots[index] ?? null)
}
