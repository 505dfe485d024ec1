import type { SerialApp } from './bootResult.ts'
import type { ResetReason } from './bootRom.ts'
import { createBus } from './bus.ts'
import { chipModel, type SerialChip } from './chips.ts'
import type { SerialFaults } from './faults.ts'
import { createFlashMemory } from './flashMemory.ts'
import type { PortSource } from './hostSerial.ts'
import type { LoaderBoard } from './loader.ts'
import { macBytes } from './macBytes.ts'
import { createNetwork } from './network.ts'
import type { UsbIds } from './port.ts'
import { createRegisters } from './registers.ts'
import { bridgeCircuit, nativeUsbCircuit } from './resetLines.ts'
import { createRomLoader } from './romLoader.ts'
import { type VirtualSerialEsp32Options, withDefaults } from './serialOptions.ts'
import { encodeSlip } from './slip.ts'
import { createSoc, type Mode } from './soc.ts'
import { createStubLoader } from './stubLoader.ts'
import { createWifi } from './wifi.ts'

/**
 * A board on a cable, plugged in from the start and running what is in its flash. `port` is null while it is off the bus,
 * and another one each time it comes back. It keeps timers while it starts and while it fails to: unplug it at the end.
 */
export interface VirtualSerialEsp32 extends PortSource {
  readonly chip: SerialChip
  /** Upper-case with colons. */
  readonly mac: string
  /** major*100+minor */
  readonly chipRevision: number
  /** The cells, live: ciphertext where encryption is on. */
  readonly flash: Uint8Array
  readonly mode: Mode
  /** Null unless an app runs. */
  readonly running: SerialApp | null
  /** The network it is on; null while it is on none. */
  readonly ssid: string | null
  readonly faults: SerialFaults
  /** Press BOOT and keep it pressed; it counts at the next reset. */
  holdBoot(): void
  releaseBoot(): void
  pressReset(): void
  unplug(): void
  plugIn(): void
  /** The running app panics, once. */
  panic(): void
  /** The supply gives in, once. */
  brownOut(): void
}

const BRIDGE: UsbIds = { usbVendorId: 0x10c4, usbProductId: 0xea60 } // Silicon Labs CP2102
const NATIVE: UsbIds = { usbVendorId: 0x303a, usbProductId: 0x1001 } // Espressif USB-Serial/JTAG

/** @throws RangeError when an option is impossible, such as contents that are larger than the flash */
export function createVirtualSerialEsp32(options: VirtualSerialEsp32Options): VirtualSerialEsp32 {
  const given = withDefaults(options)
  const { faults, encrypted, flashSize, timing, onEvent: tell } = given
  const chip = chipModel(given.chip)
  const native = given.usb === 'native'
  const mac = macBytes(given.mac)
  const revision = given.chipRevision ?? chip.usualRevision
  const flash = createFlashMemory(flashSize, given.flash, encrypted, faults)
  let bootHeld = false
  let strapped = false

  /** A reset that reads the strapping pins anew. @param pulledLow whether the cable's lines pull GPIO0 */
  const sample = (reason: ResetReason, pulledLow = false) => {
    strapped = bootHeld || pulledLow
    soc.start(reason, strapped)
  }
  // RTS over USB is no such reset: who came into download mode by the button does not leave it that way.
  const fromUsb = (flag: boolean) => {
    if (faults.reenumerates) bus.reenumerate(timing.reenumerateMs)
    soc.start('usb', flag || strapped)
  }
  const hold = () => soc.hold()
  const newCircuit = () =>
    native
      ? nativeUsbCircuit({ hold, release: fromUsb })
      : bridgeCircuit({ hold, release: (low) => sample('power', low) })
  let circuit = newCircuit()
  const unplug = () => {
    if (soc.mode === 'off') return
    soc.powerOff()
    bus.leave()
    tell({ kind: 'unplugged' })
  }
  const bus = createBus({
    usb: native ? NATIVE : BRIDGE,
    faults,
    bytesPerSecond: given.bytesPerSecond,
    receive: (bytes, baud) => soc.receive(bytes, native ? null : baud),
    lines: (lines) => {
      if (!faults.noBootCircuit) circuit(lines)
    },
    pulled: unplug,
  })
  const transmit = (bytes: Uint8Array) => bus.transmit(bytes, native ? null : soc.baud)
  const hands: LoaderBoard = {
    chip,
    flash,
    faults,
    encrypted,
    registers: createRegisters({
      chip,
      efuses: chip.efuses({ mac, revision, encrypted }),
      flashSize,
      nativeUsb: native,
      baud: () => soc.baud,
      strappedLow: () => strapped,
      watchdogFires: () => sample('rtc-watchdog'),
    }),
    send: (packet) => transmit(encodeSlip(packet)),
    setBaud: (baud) => soc.setBaud(baud),
    reboot: () => soc.start('software', false),
    startStub: () => soc.startStub(),
  }
  const network = createNetwork({
    ...given,
    wifi: createWifi(given.networks, flash),
    wifiMs: timing.wifiMs,
    print: (lines) => soc.print(lines),
    transmit,
    online: (ssid) => tell({ kind: 'online', ssid }),
  })
  const soc = createSoc({
    chip,
    revision,
    flash,
    faults,
    timing,
    logsStart: given.logsStart,
    transmit,
    romLoader: () => createRomLoader(hands),
    stubLoader: () => createStubLoader(hands),
    network,
    tell,
  })
  const plugIn = () => {
    if (soc.mode !== 'off') return
    circuit = newCircuit()
    bus.appear()
    sample('power')
  }
  plugIn()

  return {
    chip: chip.name,
    mac: given.mac.toUpperCase(),
    chipRevision: revision,
    flash: flash.cells,
    faults,
    get port() {
      return bus.port
    },
    get mode() {
      return soc.mode
    },
    get running() {
      return soc.app
    },
    get ssid() {
      return network.ssid
    },
    watchPorts: bus.watchPorts,
    holdBoot: () => {
      bootHeld = true
    },
    releaseBoot: () => {
      bootHeld = false
    },
    pressReset: () => {
      if (soc.mode !== 'off') sample('power')
    },
    unplug,
    plugIn,
    panic: soc.panic,
    brownOut: soc.brownOut,
  }
}
