import { plainText } from './consoleLines.ts'

/** Why a board does not get to its app, or not past it. */
export interface BootFault {
  code: BootFaultCode
  sentence: string
}

export type BootFaultCode =
  | 'download-mode'
  | 'no-bootloader'
  | 'bad-bootloader'
  | 'flash-unreadable'
  | 'wrong-chip'
  | 'chip-too-old'
  | 'no-partition-table'
  | 'flash-too-small'
  | 'app-corrupt'
  | 'no-app'
  | 'brown-out'
  | 'panic'
  | 'boot-loop'

interface Sign extends BootFault {
  pattern: RegExp
}

/**
 * What the ROM, the bootloader and the panic handler print, the causes before what follows from them. Anchored to the
 * whole shape of these messages, because apps may write the same words.
 */
const signs: readonly Sign[] = [
  {
    code: 'download-mode',
    pattern: /^(waiting for download|rst:0x[0-9a-f]+ .*boot:0x[0-9a-f]+ \(DOWNLOAD.*\))$/i,
    sentence:
      'The chip still waits to be flashed: let go of BOOT and press RESET (EN). If it comes back, something holds GPIO0 (GPIO9 on ESP32-C3) down.',
  },
  {
    code: 'no-bootloader',
    pattern: /^invalid header: 0xffffffff$/,
    sentence:
      'The chip finds no bootloader where it looks for one: the flash is empty there, or the file was written to the wrong address. Flash the factory image.',
  },
  {
    code: 'bad-bootloader',
    pattern: /^(invalid header: 0x[0-9a-f]{1,8}|csum err:0x[0-9a-f]+!=0x[0-9a-f]+)$/,
    sentence:
      'What stands where the chip looks for its bootloader is none that it can start. Flash the factory image for this chip.',
  },
  {
    code: 'flash-unreadable',
    pattern: /^flash read err, \d+$/,
    sentence:
      'The chip cannot read its flash: a pin of it may be used by something else (GPIO12 pulled high on ESP32), or the flash mode does not suit the module.',
  },
  {
    code: 'wrong-chip',
    pattern:
      /boot_comm: mismatch chip ID, expected \d+, found \d+|^Invalid chip id\. Expected \d+ read \d+\./,
    sentence: 'The firmware is for another chip. Flash the one for this chip.',
  },
  {
    code: 'chip-too-old',
    pattern: /boot_comm: (Image requires chip rev >= |Can't run on lower chip revision)/,
    sentence:
      'The firmware needs a later revision of this chip. Build it for this revision, or use a newer module.',
  },
  {
    code: 'no-partition-table',
    pattern: /boot: (Failed to verify partition table|load partition table error!)/,
    sentence:
      'The bootloader finds no partition table that it can use: it is missing, damaged, or for a larger flash. Flash the factory image.',
  },
  {
    code: 'flash-too-small',
    pattern: /spi_flash: Detected size\(\d+k\) smaller than the size in the binary image header\(\d+k\)/,
    sentence:
      'The firmware was built for more flash than this module has. Build it for the size of this module.',
  },
  {
    code: 'app-corrupt',
    pattern: /esp_image: (Image hash failed|Checksum failed|image at 0x[0-9a-f]+ has invalid magic byte)/,
    sentence: 'The app in flash is damaged or missing, as after a write that was cut short. Flash it again.',
  },
  {
    code: 'no-app',
    pattern: /boot: No bootable app partitions in the partition table/,
    sentence: 'The bootloader finds no app that it can start. Flash one.',
  },
  {
    code: 'brown-out',
    pattern:
      /^(Brownout detector was triggered|E BOD: Brownout detector was triggered|rst:0x[0-9a-f]+ \(\w*BROWN_?OUT\w*\).*)$/i,
    sentence:
      'The supply voltage drops too far when the board needs most current, usually as Wi-Fi starts. Use a shorter, thicker cable or another port, no hub, and unplug what else it feeds.',
  },
  {
    code: 'panic',
    pattern:
      /^(Guru Meditation Error: Core +\d+ panic'ed|abort\(\) was called at PC 0x|assert failed: .+ \(.+:\d+\)$|\*\*\*ERROR\*\*\* A stack overflow in task )/,
    sentence:
      'The firmware crashes (panic). The lines around "Guru Meditation" or "abort()" say where; decode the backtrace with the ELF file of this build.',
  },
]

/** A reset that the board did by itself; waking from deep sleep and being reset by a person are none of it. */
const UNASKED = /^rst:0x[0-9a-f]+ \((?!\w*(?:DEEPSLEEP|DSLEEP|POWERON|USB_UART_CHIP))\w+\)/i
const LOOP = 3

/**
 * What is wrong with a board, told by its console since a reset; null when nothing in it says that anything is.
 *
 * @param lines without line ends, colours or not
 */
export function explainBoot(lines: readonly string[]): BootFault | null {
  const plain = lines.map((line) => plainText(line).trim())
  for (const { code, sentence, pattern } of signs) {
    if (plain.some((line) => pattern.test(line))) return { code, sentence }
  }
  if (plain.filter((line) => UNASKED.test(line)).length < LOOP) return null
  return {
    code: 'boot-loop',
    sentence:
      'The board starts over and over without saying why. Its firmware may be for another board (flash mode, PSRAM), or its supply too weak.',
  }
}
