import { type ImageRecipe, makeImage, makeMergedImage, partition } from '@cyberdeck-ota/esp-image'
import { chipModel, type SerialChip } from './chips.ts'

/*
 * What stands in the flash of a made-up board, and what could be put there.
 */

/** Arduino's default layout for 4 MB of flash, with smaller slots. */
export const examplePartitions = [
  partition('nvs', 1, 2, 0x9000, 0x5000),
  partition('otadata', 1, 0, 0xe000, 0x2000),
  partition('app0', 0, 0x10, 0x10000, 0x60000),
  partition('app1', 0, 0x11, 0x70000, 0x60000),
]

/** An app that a board with this chip starts: thermo 2.34, unless the recipe says otherwise. */
export function exampleApp(chip: SerialChip, recipe: Omit<ImageRecipe, 'chipId'> = {}): Uint8Array {
  return makeImage({ project: 'thermo', version: '2.34', ...recipe, chipId: chipModel(chip).imageChipId })
}

/** A whole flash, from address 0: bootloader, {@link examplePartitions}, otadata that selects app0, and apps. */
export function exampleFlash(
  chip: SerialChip,
  apps: Record<string, Uint8Array> = { app0: exampleApp(chip) },
): Uint8Array {
  const { imageChipId } = chipModel(chip)
  return makeMergedImage({ chipId: imageChipId, partitions: examplePartitions, apps, selected: 0 })
}
