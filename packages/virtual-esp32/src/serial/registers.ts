import type { ChipModel } from './chips.ts'

/** The chip's memory as READ_REG and WRITE_REG reach it. */
export interface Registers {
  read(address: number): number
  write(address: number, value: number, mask: number): void
}

export interface RegisterSources {
  chip: ChipModel
  efuses: readonly (readonly [address: number, word: number])[]
  flashSize: number
  /** Whether the cable is on the chip's own USB. */
  nativeUsb: boolean
  baud(): number
  /** Whether BOOT was held at the last reset that samples it. */
  strappedLow(): boolean
  /** The RTC watchdog was armed and fires. */
  watchdogFires(): void
}

const MAGIC = 0x40001000
const SPI_USER_COMMAND = 1 << 18
const READ_ID = 0x9f // JEDEC's RDID
/** GigaDevice, as 0xC8 0x40 and the size: GD25Q. */
const MANUFACTURER_AND_TYPE = 0x40c8
const XTAL = 40_000_000
/** RTC_CNTL_WDT_WKEY; without it the watchdog's registers do not change. */
const WATCHDOG_KEY = 0x50d83aa1
const WATCHDOG_ENABLE = 0x80000000

/** What nobody has written reads as 0, as most of it does on silicon. */
export function createRegisters(sources: RegisterSources): Registers {
  const { chip, flashSize } = sources
  const { spi, usb } = chip
  const written = new Map<number, number>()
  const burnt = new Map(sources.efuses)
  const stored = (address: number) => written.get(address) ?? 0

  const runFlashCommand = () => {
    const id = ((Math.log2(flashSize) << 16) | MANUFACTURER_AND_TYPE) >>> 0
    written.set(spi.data, (stored(spi.user2) & 0xffff) === READ_ID ? id : 0)
  }
  const arm = (value: number) => {
    const unlocked = usb && stored(usb.watchdog.protect) === WATCHDOG_KEY
    if (unlocked && (value & WATCHDOG_ENABLE) !== 0) sources.watchdogFires()
  }

  return {
    read(address) {
      if (address === MAGIC) return chip.magic
      if (address === chip.uartDivider) return Math.floor(XTAL / sources.baud())
      if (address === usb?.port.address) return sources.nativeUsb ? usb.port.value : 0
      if (address === usb?.strap.address) return sources.strappedLow() ? 0 : usb.strap.flashBoot
      return (burnt.get(address) ?? stored(address)) >>> 0
    },
    write(address, value, mask) {
      const merged = (stored(address) & ~mask) | (value & mask)
      if (address === spi.command && (merged & SPI_USER_COMMAND) !== 0) runFlashCommand()
      else if (address === usb?.watchdog.config) arm(merged)
      else written.set(address, merged)
    },
  }
}
