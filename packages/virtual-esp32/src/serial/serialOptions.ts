import type { SerialApp } from './bootResult.ts'
import type { SerialChip } from './chips.ts'
import type { SerialEvent } from './events.ts'
import type { SerialFaults } from './faults.ts'
import type { SerialTiming } from './soc.ts'
import type { WifiCredentials, WifiNetwork } from './wifi.ts'

/** A board on a cable. Only `chip` and `mac` have no default. */
export interface VirtualSerialEsp32Options {
  chip: SerialChip
  /** `AA:BB:CC:DD:EE:FF` */
  mac: string
  /** Bytes, a power of two from 1 MB to 16 MB. Default 4 MB. */
  flashSize?: number
  /** What is in flash from address 0 on; erased behind it. Default: all erased, as a module comes from the factory. */
  flash?: Uint8Array
  /** major*100+minor; by default that of the silicon sold now. */
  chipRevision?: number
  /** `bridge` is a CP2102 with esptool's wiring, `native` the chip's own USB-Serial/JTAG. Default `bridge`. */
  usb?: 'bridge' | 'native'
  /** Whether flash encryption is on: `flash` is what the CPU sees. Default false. */
  encrypted?: boolean
  /** Kept, and looked at live. */
  faults?: SerialFaults
  /** In each direction; "baud" is a tenth of the baud. Default: as fast as it goes. */
  bytesPerSecond?: number | 'baud'
  /** Networks in reach. Default none. */
  networks?: readonly WifiNetwork[]
  /** Credentials that every app has in its source, as many sketches do. Default null: only what Improv saved. */
  builtInWifi?: WifiCredentials | null
  /** Which firmware speaks Improv. Default: none does. */
  speaksImprov?: (app: SerialApp) => boolean
  /**
   * Which firmware logs its start. Default: all does. Sketches usually do not: Arduino's prebuilt libraries log errors only
   * (`CONFIG_LOG_DEFAULT_LEVEL_ERROR`).
   */
  logsStart?: (app: SerialApp) => boolean
  /** Device name over Improv. Default "virtual-esp32". */
  name?: string
  /** Where the device says over Improv that it is reached. Default "http://virtual-esp32.local". */
  nextUrl?: string
  timing?: Partial<SerialTiming>
  onEvent?: (event: SerialEvent) => void
}

/** The options with every default in its place. @throws RangeError when one is impossible */
export function withDefaults(options: VirtualSerialEsp32Options) {
  const { flashSize = 0x400000, chip, usb = 'bridge' } = options
  const megabytes = flashSize / 0x100000
  if (![1, 2, 4, 8, 16].includes(megabytes)) {
    throw new RangeError(`Flash has 1, 2, 4, 8 or 16 MB, not ${flashSize} bytes.`)
  }
  if (usb === 'native' && chip === 'ESP32') throw new RangeError('ESP32 has no USB of its own.')
  return {
    flash: new Uint8Array(0),
    encrypted: false,
    faults: {} as SerialFaults,
    networks: [],
    builtInWifi: null,
    speaksImprov: () => false,
    logsStart: () => true,
    name: 'virtual-esp32',
    nextUrl: 'http://virtual-esp32.local',
    onEvent: () => {},
    ...options,
    usb,
    flashSize,
    bytesPerSecond: options.bytesPerSecond ?? null,
    timing: { bootMs: 50, watchdogMs: 300, wifiMs: 200, reenumerateMs: 100, ...options.timing },
  }
}
