import { type ImageFacts, inspectImage, type Partition } from '@cyberdeck-ota/esp-image'
import type { SerialApp } from './bootResult.ts'
import type { ChipModel } from './chips.ts'
import type { FlashMemory } from './flashMemory.ts'

const IMAGE_MAGIC = 0xe9

/** The app in a partition, or the bootloader's words (esp_image_format.c, bootloader_common.c) for why it cannot start. */
export function readApp(
  chip: ChipModel,
  flash: FlashMemory,
  { label, offset, size }: Partition,
  revision: number,
): SerialApp | string {
  const bytes = flash.seenByCpu(offset, size)
  if (bytes[0] !== IMAGE_MAGIC) {
    return `esp_image: image at 0x${offset.toString(16)} has invalid magic byte (nothing flashed here?)`
  }
  const found = inspectImage(bytes)
  if (!('image' in found)) {
    const cut = found.verdict === 'refused' && found.code === 'truncated-image'
    return cut
      ? `esp_image: Image length doesn't fit in partition length ${size}`
      : 'esp_image: Image hash failed - image is corrupt'
  }
  const unfit = unfitness(chip, found.image, revision)
  if (unfit) return unfit
  const { version, project, imageLength } = found.image
  return { slot: label, offset, slotSize: size, version, project, image: bytes.slice(0, imageLength) }
}

function unfitness(
  chip: ChipModel,
  { chipId, minChipRevision }: ImageFacts,
  revision: number,
): string | null {
  if (chipId !== chip.imageChipId) {
    return `boot_comm: mismatch chip ID, expected ${chip.imageChipId}, found ${chipId}`
  }
  if (minChipRevision === null || minChipRevision <= revision) return null
  const dotted = (value: number) => `v${Math.floor(value / 100)}.${value % 100}`
  return `boot_comm: Image requires chip rev >= ${dotted(minChipRevision)}, but chip is ${dotted(revision)}`
}
