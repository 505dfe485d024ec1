import type { FailureCode } from './failure.ts'

/** What the visitor's computer runs. */
export type System = 'windows' | 'macos' | 'linux' | 'other'

const sentences: Record<FailureCode, string> = {
  'no-port-picked': 'No port was picked.',
  'not-allowed': 'The browser does not let this page use serial ports.',
  'port-busy': 'The port could not be opened; most often another program has it.',
  'no-answer': 'The chip did not go into download mode, so it cannot be flashed yet.',
  'chip-unknown': 'The board answered, but it is a chip that this version does not know.',
  'cable-pulled': 'The board is gone: its cable came off, or it lost power.',
  'connection-noisy': 'What came over the cable made no sense.',
  'write-failed': 'The board refused what was written to it.',
  'verify-failed':
    'What is in flash now is not what was sent: a bit changed on the way or the flash is worn.',
  cancelled: 'Flashing was cancelled.',
  unexpected: 'Something unforeseen went wrong.',
}

export function sentenceFor(code: FailureCode): string {
  return sentences[code]
}

const DATA_CABLE = 'Use a USB cable that carries data; many only charge.'
const drivers: Record<System, string> = {
  windows:
    'Install the driver of the USB chip on the board: CP210x from Silicon Labs, or CH340/CH341 from WCH (version 3.8 or later; 3.5 cannot open ports).',
  macos:
    'macOS 11 and later bring the drivers; for an old CH340 board install the one from WCH and allow it in System Settings.',
  linux:
    'If "lsusb" lists the board and no port appears, remove brltty, which takes CH340 boards for Braille displays.',
  other: 'Phones and tablets have no serial ports for pages; use a computer.',
}
const closeOthers =
  'Close what else may use the port: the serial monitor of Arduino IDE or VS Code, another tab, a slicer or 3D printing program.'
const rights: Record<System, string[]> = {
  windows: [drivers.windows],
  macos: ['If two ports are listed for one board, take the other one.'],
  linux: [
    'Let your user use serial ports: "sudo usermod -aG dialout $USER" (uucp on Arch), then log in again.',
    'Chromium from the Snap store sees no serial ports until "sudo snap connect chromium:raw-usb"; the one from your distribution does.',
  ],
  other: [],
}
const HOLD_BOOT =
  'Hold the BOOT button (also IO0 or FLASH), press and let go of RESET (EN), then let go of BOOT; without RESET, hold BOOT while you plug the cable in.'

/** What helps, most likely first, in the words of the visitor's system. */
export function remediesFor(code: FailureCode, system: System): string[] {
  switch (code) {
    case 'no-port-picked':
      return ['Plug the board in and look which port appears in the list.', DATA_CABLE, drivers[system]]
    case 'not-allowed':
      return [
        'Open this page in a tab of its own, not inside another page.',
        'Allow serial ports for this site in the settings of the browser.',
      ]
    case 'port-busy':
      return [closeOthers, ...rights[system], 'Unplug the board and plug it in again.']
    case 'no-answer':
      return [HOLD_BOOT, DATA_CABLE, 'Take off what is wired to GPIO0, GPIO2, RX and TX.']
    case 'chip-unknown':
      return ['Flash it with esptool on the command line.']
    case 'cable-pulled':
      return [
        'Plug the board in again, without a hub if there is one.',
        'If the plug sits loosely, use another cable.',
        'If it happens again, power the board from its own supply.',
      ]
    case 'connection-noisy':
    case 'write-failed':
      return [
        'Try again; it goes slower and more safely this time.',
        'Use a shorter cable, and no hub.',
        'Power the board from its own supply.',
      ]
    case 'verify-failed':
      return [
        'Try again.',
        'Use a shorter cable, and no hub.',
        'If the same place fails again, the flash chip is worn out.',
      ]
    case 'cancelled':
      return []
    case 'unexpected':
      return ['Unplug the board, plug it in again, and try again.']
  }
}
