import { brownOutLines, panicLines, startLines } from './appConsole.ts'
import { boot } from './boot.ts'
import type { SerialApp } from './bootResult.ts'
import type { ResetReason } from './bootRom.ts'
import type { ChipModel } from './chips.ts'
import type { SerialEvent } from './events.ts'
import type { SerialFaults } from './faults.ts'
import type { FlashMemory } from './flashMemory.ts'
import type { Loader } from './loader.ts'
import type { Network } from './network.ts'
import { createSlipDecoder, encodeSlip, type SlipDecoder } from './slip.ts'

/**
 * What a board does: nothing without power or held in reset, `download` in the ROM's loader, `stub` in the uploaded one,
 * `starting` until an app runs or the chip resets itself once more, `app`.
 */
export type Mode = 'off' | 'held' | 'download' | 'stub' | 'starting' | 'app'

/** How long things take, ms. */
export interface SerialTiming {
  /** From the reset to the app's first line. */
  bootMs: number
  /** Until a chip that cannot start is reset by its watchdog, and until an app that fails does so. */
  watchdogMs: number
  /** Joining a network, and being refused. */
  wifiMs: number
  /** How long native USB is off the bus after a reset. */
  reenumerateMs: number
}

/** The chip: which program has it, from power to the app. */
export interface Soc {
  readonly mode: Mode
  /** What the chip's serial port is set to. */
  readonly baud: number
  /** Null unless an app runs. */
  readonly app: SerialApp | null
  powerOff(): void
  hold(): void
  start(reason: ResetReason, download: boolean): void
  startStub(): void
  setBaud(baud: number): void
  /** @param baud of the host; null where there is no baud */
  receive(bytes: Uint8Array, baud: number | null): void
  print(lines: readonly string[]): void
  panic(): void
  brownOut(): void
}

/** What surrounds the chip. */
export interface SocParts {
  chip: ChipModel
  /** major*100+minor */
  revision: number
  flash: FlashMemory
  faults: SerialFaults
  timing: SerialTiming
  logsStart(app: SerialApp): boolean
  transmit(bytes: Uint8Array): void
  romLoader(): Loader
  stubLoader(): Loader
  network: Network
  tell(event: SerialEvent): void
}

const CONSOLE_BAUD = 115_200

export function createSoc(parts: SocParts): Soc {
  const { chip, faults, timing } = parts
  let mode: Mode = 'off'
  let baud = CONSOLE_BAUD
  let app: SerialApp | null = null
  let program: { said(bytes: Uint8Array): void } | null = null
  let slip: SlipDecoder = createSlipDecoder()
  let loader: Loader | null = null
  let spokenTo = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const stop = (next: Mode) => {
    clearTimeout(timer)
    mode = next
    app = null
    program = null
    loader = null
    parts.network.stop()
  }
  const later = (ms: number, act: () => void) => {
    timer = setTimeout(act, ms)
  }
  const soc: Soc = {
    get mode() {
      return mode
    },
    get baud() {
      return baud
    },
    get app() {
      return app
    },
    powerOff: () => stop('off'),
    hold: () => stop('held'),
    start(reason, download) {
      stop(download ? 'download' : 'starting')
      baud = CONSOLE_BAUD
      parts.tell({ kind: 'reset', reason, download })
      soc.print(chip.rom.banner(reason, download))
      if (download) {
        soc.print(['waiting for download'])
        enter(parts.romLoader())
      } else later(timing.bootMs, startFromFlash)
    },
    startStub() {
      mode = 'stub'
      parts.tell({ kind: 'stub' })
      enter(parts.stubLoader())
      parts.transmit(encodeSlip(new TextEncoder().encode('OHAI')))
    },
    setBaud(next) {
      baud = next
    },
    receive(bytes, from) {
      // The ROM measures the baud of the host's first packet.
      if (mode === 'download' && !spokenTo && from !== null) baud = from
      if (from !== null && (from !== baud || faults.failingBauds?.includes(from))) return
      program?.said(bytes)
      if (!loader) return
      for (const packet of slip.push(bytes)) {
        spokenTo = true
        // A packet may replace or end the loader; those behind it go to what is there then.
        loader?.packet(packet)
      }
    },
    print: (lines) => parts.transmit(new TextEncoder().encode(lines.map((line) => `${line}\r\n`).join(''))),
    panic() {
      if (mode !== 'app') return
      soc.print(panicLines(chip.name))
      soc.start('panic', false)
    },
    brownOut() {
      if (mode === 'off') return
      soc.print(brownOutLines)
      soc.start('brown-out', false)
    },
  }
  const enter = (next: Loader) => {
    loader = next
    slip = createSlipDecoder()
    spokenTo = false
  }
  const startFromFlash = () => {
    const { lines, ends } = boot(chip, parts.flash, parts.revision)
    soc.print(lines)
    if ('resets' in ends) return later(timing.watchdogMs, () => soc.start(ends.resets, false))
    if (parts.logsStart(ends.app)) soc.print(startLines(ends.app))
    mode = 'app'
    app = ends.app
    parts.tell({ kind: 'running', app })
    program = parts.network.start(app)
    if (faults.panics) later(timing.watchdogMs, soc.panic)
    else if (faults.brownsOut) later(timing.watchdogMs, soc.brownOut)
  }
  return soc
}
