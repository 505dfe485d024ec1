import { chips, type ImageRecipe, makeImage } from '@cyberdeck-ota/esp-image'

/** What {@link makeFirmware} is to make: a recipe that names the chip as Espressif does. */
export interface FirmwareRecipe extends Omit<ImageRecipe, 'chipId'> {
  /** "ESP32", "ESP32-S3", …; default "ESP32". */
  chip?: string
}

/** A valid app image for a named chip, the same bytes for the same recipe. @throws RangeError for an unknown chip. */
export function makeFirmware({ chip = 'ESP32', ...recipe }: FirmwareRecipe = {}): Buffer {
  return Buffer.from(makeImage({ ...recipe, chipId: chipIdOf(chip) }))
}

/** @throws RangeError for a name that is no ESP32-family chip */
export function chipIdOf(name: string): number {
  const chip = chips.find((known) => known.name === name)
  if (chip) return chip.id
  throw new RangeError(`There is no chip ${name}; known are ${chips.map((known) => known.name).join(', ')}.`)
}
