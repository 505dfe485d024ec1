/** Why the chip came out of reset. */
export type ResetReason = 'power' | 'usb' | 'watchdog' | 'rtc-watchdog' | 'software' | 'panic' | 'brown-out'

/**
 * What a chip's ROM prints, as boards print it: lines without their ends. Collected from boot logs in public issues
 * (espressif/esp-idf #7734, #12110, #13208; lumapu/ahoy #1143).
 */
export interface BootRom {
  banner(reason: ResetReason, download: boolean): string[]
  /** Copying one segment of the bootloader to RAM. */
  load(address: number, length: number): string
  /** Before the first segment. */
  flashMode: readonly string[]
  /** The last word before it waits for its watchdog. */
  exit: string
  /** Whether the ROM reads the chip id of the bootloader. */
  checksChipId: boolean
}

const hex = (value: number) => `0x${value.toString(16)}`
const hex8 = (value: number) => `0x${value.toString(16).padStart(8, '0')}`

const esp32Reasons: Record<ResetReason, string> = {
  power: '0x1 (POWERON_RESET)',
  usb: '0x1 (POWERON_RESET)',
  watchdog: '0x10 (RTCWDT_RTC_RESET)',
  'rtc-watchdog': '0x10 (RTCWDT_RTC_RESET)',
  software: '0x3 (SW_RESET)',
  panic: '0xc (SW_CPU_RESET)',
  'brown-out': '0xf (RTCWDT_BROWN_OUT_RESET)',
}

const laterReasons: Record<ResetReason, string> = {
  power: '0x1 (POWERON)',
  usb: '0x15 (USB_UART_CHIP_RESET)',
  watchdog: '0x7 (TG0WDT_SYS_RST)',
  'rtc-watchdog': '0x10 (RTCWDT_RTC_RST)',
  software: '0x3 (RTC_SW_SYS_RST)',
  panic: '0xc (RTC_SW_CPU_RST)',
  'brown-out': '0xf (BROWNOUT_RST)',
}

export const esp32BootRom: BootRom = {
  banner: (reason, download) => [
    'ets Jul 29 2019 12:21:46',
    '',
    `rst:${esp32Reasons[reason]},boot:${download ? '0x3 (DOWNLOAD_BOOT(UART0/UART1/SDIO_REI_REO_V2))' : '0x13 (SPI_FAST_FLASH_BOOT)'}`,
  ],
  flashMode: [
    'configsip: 0, SPIWP:0xee',
    'clk_drv:0x00,q_drv:0x00,d_drv:0x00,cs0_drv:0x00,hd_drv:0x00,wp_drv:0x00',
    'mode:DIO, clock div:2',
  ],
  load: (address, length) => `load:${hex8(address)},len:${length}`,
  exit: 'ets_main.c 371 ',
  checksChipId: false,
}

/** Of the chips since ESP32-S2, which print alike. */
export function laterBootRom(chip: {
  banner: readonly string[]
  flashBoot: string
  download: string
  savedPc: string
}): BootRom {
  return {
    banner: (reason, download) => [
      ...chip.banner,
      `rst:${laterReasons[reason]},boot:${download ? chip.download : chip.flashBoot}`,
      ...(reason === 'power' ? [] : [`Saved PC:${chip.savedPc}`]),
    ],
    flashMode: ['SPIWP:0xee', 'mode:DIO, clock div:1'],
    load: (address, length) => `load:${hex8(address)},len:${hex(length)}`,
    exit: 'ets_main.c 329 ', // as ESP32-S3 says it; the number differs from ROM to ROM
    checksChipId: true,
  }
}
