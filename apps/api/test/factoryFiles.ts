import {
  makeBootloader,
  makeImage,
  makeOtadata,
  makePartitionTable,
  type Partition,
  partition,
} from '@cyberdeck-ota/esp-image'
import type { Part } from './managementServer.ts'

/** Arduino's default layout, with smaller slots. */
export const partitions: readonly Partition[] = [
  partition('nvs', 1, 2, 0x9000, 0x5000),
  partition('otadata', 1, 0, 0xe000, 0x2000),
  partition('app0', 0, 0x10, 0x10000, 0x20000),
  partition('app1', 0, 0x11, 0x30000, 0x20000),
]

/** What Arduino's build leaves for a blank board of a chip, by the names of the form. */
export function factoryFiles(chipId = 0) {
  return {
    bootloader: makeBootloader({ chipId }),
    partitions: makePartitionTable(partitions),
    otadata: makeOtadata(0),
  }
}

/** The parts of a form that uploads an app of that version, with its factory parts. */
export function factoryForm(version: string, chipId = 0, more: Part[] = []): Part[] {
  const { bootloader, partitions: table, otadata } = factoryFiles(chipId)
  return [
    ['version', version],
    ...more,
    ['bootloader', bootloader, 'thermo.ino.bootloader.bin'],
    ['file', makeImage({ version, project: 'thermo', chipId }), 'thermo.ino.bin'],
    ['partitions', table, 'C:\\build\\thermo.ino.partitions.bin'],
    ['otadata', otadata, 'boot_app0.bin'],
  ]
}
