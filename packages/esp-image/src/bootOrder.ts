import { selectedSlot } from './otadata.ts'
import type { Partition } from './partitionTable.ts'

/** Types and subtypes of partitions (esp_partition_type_t, esp_partition_subtype_t). */
export const APP = 0
export const DATA = 1
const FACTORY = 0x00
const OTA_0 = 0x10
const OTA_15 = 0x1f
const OTADATA = 0x00

/** The partition that selects the slot to start; undefined where the table has none. */
export function otadataIn(partitions: readonly Partition[]): Partition | undefined {
  return partitions.find(({ type, subtype }) => type === DATA && subtype === OTADATA)
}

/**
 * App slots as the bootloader tries them (load_boot_image(), bootloader_utility.c): from the slot otadata selects down to
 * ota_0 and factory, then the slots above it; from factory when otadata selects none.
 */
export function bootOrder(
  partitions: readonly Partition[],
  contents: (partition: Partition) => Uint8Array,
): Partition[] {
  const slots = partitions
    .filter(({ type, subtype }) => type === APP && subtype >= OTA_0 && subtype <= OTA_15)
    .sort((a, b) => a.subtype - b.subtype)
  const factory = partitions.filter(({ type, subtype }) => type === APP && subtype === FACTORY)
  const otadata = otadataIn(partitions)
  const selected = otadata && slots.length > 0 ? selectedSlot(contents(otadata), slots.length) : null
  if (selected === null) return [...factory, ...slots]
  return [...slots.slice(0, selected + 1).reverse(), ...factory, ...slots.slice(selected + 1)]
}
