import {
  chipIdOf,
  makeBootloader,
  makeFirmware,
  makeMergedImage,
  makePartitionTable,
} from '@cyberdeck-ota/virtual-esp32'

const part = (label: string, type: number, subtype: number, offset: number, size: number) => ({
  ...{ label, type, subtype, offset, size },
  flags: 0,
})

/** Arduino's default layout for 4 MB of flash. */
const partitions = [
  part('nvs', 1, 2, 0x9000, 0x5000),
  part('otadata', 1, 0, 0xe000, 0x2000),
  part('app0', 0, 0x10, 0x10000, 0x140000),
  part('app1', 0, 0x11, 0x150000, 0x140000),
]

/** Where Arduino's default layout keeps settings. Bytes. */
export const nvs = { offset: 0x9000, size: 0x5000 }

/** An app of the product that flash tests are about. @param size bytes, a multiple of 16 */
export function app(chip: string, version: string, size = 0x8000): Buffer {
  return makeFirmware({ chip, project: 'thermo', version, size })
}

/** A whole flash from address 0 on, as PlatformIO's firmware-merged.bin is. */
export function factory(chip: string, version: string, size?: number): Buffer {
  return Buffer.from(
    makeMergedImage({
      chipId: chipIdOf(chip),
      partitions,
      apps: { app0: app(chip, version, size) },
      selected: 0,
    }),
  )
}

/** What a build leaves beside the app. */
export function factoryParts(chip: string): { bootloader: Buffer; partitions: Buffer } {
  return {
    bootloader: Buffer.from(makeBootloader({ chipId: chipIdOf(chip) })),
    partitions: Buffer.from(makePartitionTable(partitions)),
  }
}
