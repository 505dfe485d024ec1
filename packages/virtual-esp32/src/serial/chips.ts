import { chips } from '@cyberdeck-ota/esp-image'
import { type BootRom, esp32BootRom, laterBootRom } from './bootRom.ts'
import { type EfuseFacts, esp32Efuses, laterEfuses } from './efuses.ts'

/** Chips that have a serial side here. */
export type SerialChip = 'ESP32' | 'ESP32-S3' | 'ESP32-C3'

/** What differs from chip to chip. Register addresses are those that esptool's targets/*.py name. */
export interface ChipModel {
  name: SerialChip
  imageChipId: number
  /** Where in flash the ROM looks for the bootloader, bytes. */
  bootloaderOffset: number
  /** Of the silicon sold now, major*100+minor. */
  usualRevision: number
  /** At 0x40001000, by which a host knows the chips that have no GET_SECURITY_INFO. */
  magic: number
  hasSecurityInfo: boolean
  efuses(facts: EfuseFacts): [address: number, word: number][]
  /** SPI1, through which a host runs flash commands. */
  spi: { command: number; user2: number; data: number }
  /** UART0's clock divider: 40 MHz by the baud. */
  uartDivider: number
  /** What only chips with a USB-Serial/JTAG unit have; null on ESP32. */
  usb: UsbModel | null
  rom: BootRom
}

interface UsbModel {
  /** The ROM's note of which port it talks through, and what it says when that is USB-Serial/JTAG. */
  port: { address: number; value: number }
  /** Boot strapping as it was at the last reset; `flashBoot` is the bit that is clear in download mode. */
  strap: { address: number; flashBoot: number }
  /** The RTC watchdog, whose reset samples the strapping again as RTS over USB cannot. */
  watchdog: { config: number; protect: number }
}

const models: Record<SerialChip, Omit<ChipModel, 'name' | 'imageChipId' | 'bootloaderOffset'>> = {
  ESP32: {
    usualRevision: 301,
    magic: 0x00f01d83,
    hasSecurityInfo: false,
    efuses: esp32Efuses,
    spi: { command: 0x3ff42000, user2: 0x3ff42024, data: 0x3ff42080 },
    uartDivider: 0x3ff40014,
    usb: null,
    rom: esp32BootRom,
  },
  'ESP32-S3': {
    usualRevision: 2,
    magic: 0x9,
    hasSecurityInfo: true,
    efuses: laterEfuses(0x60007000),
    spi: { command: 0x60002000, user2: 0x60002020, data: 0x60002058 },
    uartDivider: 0x60000014,
    usb: {
      port: { address: 0x3fcef14c, value: 4 },
      strap: { address: 0x60004038, flashBoot: 0x8 },
      watchdog: { config: 0x60008098, protect: 0x600080b0 },
    },
    rom: laterBootRom({
      banner: ['ESP-ROM:esp32s3-20210327', 'Build:Mar 27 2021'],
      flashBoot: '0x8 (SPI_FAST_FLASH_BOOT)',
      download: '0x0 (DOWNLOAD(USB/UART0))',
      savedPc: '0x40048836',
    }),
  },
  'ESP32-C3': {
    usualRevision: 4,
    magic: 0x1b31506f,
    hasSecurityInfo: true,
    efuses: laterEfuses(0x60008800),
    spi: { command: 0x60002000, user2: 0x60002020, data: 0x60002058 },
    uartDivider: 0x60000014,
    usb: {
      port: { address: 0x3fcdf07c, value: 3 },
      strap: { address: 0x60004038, flashBoot: 0x8 },
      watchdog: { config: 0x60008090, protect: 0x600080a8 },
    },
    rom: laterBootRom({
      banner: ['ESP-ROM:esp32c3-api1-20210207', 'Build:Feb  7 2021'],
      flashBoot: '0xc (SPI_FAST_FLASH_BOOT)',
      download: '0x4 (DOWNLOAD(USB/UART0/1))',
      savedPc: '0x4004d1f8',
    }),
  },
}

/** @throws RangeError for a name that has no serial side here */
export function chipModel(name: SerialChip): ChipModel {
  const chip = chips.find((known) => known.name === name)
  const model = models[name]
  if (!chip || !model) {
    throw new RangeError(
      `There is no serial side for ${name}; there is for ${Object.keys(models).join(', ')}.`,
    )
  }
  return { ...model, name, imageChipId: chip.id, bootloaderOffset: chip.bootloaderOffset }
}
