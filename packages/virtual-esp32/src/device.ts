import type { Board, BoardEvent, Core, SketchResult } from './board.ts'
import { connect } from './connection.ts'
import { espHttpsOta, type IdfDownload } from './espHttpsOta.ts'
import { createFlash, type FlashOptions } from './flash.ts'
import { httpUpdate } from './httpUpdate.ts'
import type { IdfProgress } from './idfBody.ts'
import { chipIdOf, makeFirmware } from './images.ts'
import { macOf } from './mac.ts'
import { ownVersion } from './ownVersion.ts'
import { lost, type PollResult, powerFailed, settle } from './pollResult.ts'
import { createTap, type Reading } from './reading.ts'
import type { RunningApp } from './runningApp.ts'
import { seedSketch } from './seedSketch.ts'
import { serverOf } from './serverUrl.ts'
import { arduinoTiming, type Timing } from './timing.ts'
import { createUpdater } from './updater.ts'

/** A board and the sketch on it. Only `serverUrl` has no default. */
export interface VirtualEsp32Options {
  /** `http://host:port`, with a path when the server is mounted under one. TLS is not spoken. */
  serverUrl: string
  /** As Espressif writes it ("ESP32-S3"). Default "ESP32". */
  chip?: string
  /** Revision of the silicon, major*100+minor. By default none is checked. */
  chipRevision?: number
  /** `AA:BB:CC:DD:EE:FF`; by default it follows from `seed`. */
  mac?: string
  seed?: number
  /** What the first image says it is. Default "1.00". */
  version?: string
  /** What was flashed by cable; by default a small image of `version`, made for `chip`. Never written to, nor copied. */
  image?: Uint8Array
  /** Where what is in a slot is kept; by default each board keeps its own. */
  stored?: FlashOptions['stored']
  /** Size of each of the two app slots, bytes. Default 1,310,720, Arduino's for 4 MB of flash. */
  slotSize?: number
  /** Bytes. Default 4 MB. */
  flashSize?: number
  /**
   * What the sketch calls itself: by default the version in the running image, or what it said before where an image does
   * not tell. A constant text is a developer who forgot to count FIRMWARE_VERSION up.
   */
  label?: string | ((app: RunningApp) => string)
  /**
   * `updater` calls `httpUpdate.update()` with its version and nothing before; `seed` asks by a plain GET first;
   * `idf` is `esp_https_ota()`. Default "updater".
   */
  sketch?: 'seed' | 'updater' | 'idf'
  /** What the sketch asks for, sent as it stands. Default `/ota?version=<label>`. */
  path?: (label: string) => string
  core?: Core
  idf?: Partial<IdfDownload>
  /** Largest body that a plain GET finds memory for, bytes. Default 100,000. */
  heap?: number
  /** Whether an app crashes at every start before it could check in. */
  crashes?: (app: RunningApp) => boolean
  /**
   * Whether the sketch confirms a new app by its first good poll and the bootloader falls back otherwise
   * (`verifyRollbackLater()`). Default true; false is Arduino's default, and an app that crashes then costs the board.
   */
  rollback?: boolean
  reading?: Reading
  timing?: Partial<Timing>
  /** The address of this machine that it calls from, such as 127.0.0.2; by default the system chooses one. */
  localAddress?: string
  onEvent?: (event: BoardEvent) => void
}

/** A board without hardware. */
export interface VirtualEsp32 {
  readonly mac: string
  /** Null once it is lost. */
  readonly running: RunningApp | null
  /** What the sketch calls itself now. */
  readonly label: string
  /** One turn of the sketch. Never rejects for what a server does. @throws Error while another is under way. */
  poll(): Promise<PollResult>
  /** Power off and on: a poll under way ends as `aborted`, an app that is not confirmed is given up. */
  powerCycle(): Promise<void>
  /** Stops reading bodies, also those to come, until {@link VirtualEsp32.resumeReading}; connections stay open. */
  pauseReading(): void
  resumeReading(): void
}

const DEFAULT_SLOT = 0x140000
const FLASH_4_MB = 0x400000

/** @throws RangeError when an option is impossible, such as an unknown chip or a first image that would not start */
export function createVirtualEsp32(options: VirtualEsp32Options): VirtualEsp32 {
  const { chip = 'ESP32', version = '1.00', sketch = 'updater', core = 'usual' } = options
  const { base, ...address } = serverOf(options.serverUrl)
  const server = { ...address, ...(options.localAddress && { localAddress: options.localAddress }) }
  const timing = { ...arduinoTiming, ...options.timing }
  const tell = options.onEvent ?? (() => {})
  const tap = createTap()
  const flash = createFlash({
    chipId: chipIdOf(chip),
    chipRevision: options.chipRevision ?? null,
    slotSize: options.slotSize ?? DEFAULT_SLOT,
    image: inBuffer(options.image ?? makeFirmware({ chip, version, project: 'virtual-esp32' })),
    stored: options.stored ?? ((image) => image),
    rollback: options.rollback ?? true,
    crashes: options.crashes ?? (() => false),
  })
  const download: IdfDownload = { rangeBytes: null, resume: false, saysWho: false, ...options.idf }
  const progress: IdfProgress = { received: Buffer.alloc(0) }
  const freshUpdater = () => createUpdater(flash.slot, () => tell({ kind: 'verifying' }))
  let power = new AbortController()
  const board: Board = {
    server,
    mac: macOf(options.mac, options.seed ?? 0),
    core,
    flashSize: options.flashSize ?? FLASH_4_MB,
    heap: options.heap ?? 100_000,
    timing,
    reading: {
      ...options.reading,
      tap,
      get signal() {
        return power.signal
      },
    },
    flash,
    updater: freshUpdater(),
    connect: () => connect(server, timing.connectMs, power.signal),
    tell,
  }
  let polling: Promise<PollResult> | null = null

  // By digest: what a slot's app calls itself does not change when the board falls back to it.
  const versions = new Map([[flash.running()?.sha256, version]])
  let says = version
  const label = () => {
    const app = flash.running()
    if (typeof options.label === 'string') return options.label
    return (app && options.label?.(app)) ?? says
  }
  const turn = async (): Promise<SketchResult> => {
    const uri = base + (options.path?.(label()) ?? `/ota?version=${label()}`)
    if (sketch === 'seed') return seedSketch(board, uri)
    if (sketch === 'idf') return espHttpsOta(board, uri, label(), download, progress)
    return httpUpdate(board, uri, label())
  }
  const reset = () => {
    const boot = flash.reset()
    board.updater = freshUpdater()
    if (boot.app) {
      says = versions.get(boot.app.sha256) ?? ownVersion(boot.app) ?? says
      versions.set(boot.app.sha256, says)
    }
    tell({ kind: 'reset', version: boot.app && label(), fellBack: boot.fellBack })
    return boot
  }
  const poll = async (): Promise<PollResult> => {
    if (!flash.running()) return lost
    power = new AbortController()
    const result = await turn().catch((error: unknown) => {
      if (power.signal.aborted) return powerFailed
      throw error
    })
    if (power.signal.aborted) return settle({ ...result, outcome: 'aborted' }, reset)
    const { outcome, httpStatus } = result
    if (outcome !== 'aborted' && httpStatus !== null && httpStatus < 400) flash.confirm()
    return settle(result, reset)
  }

  return {
    mac: board.mac,
    get running() {
      return flash.running()
    },
    get label() {
      return label()
    },
    async poll() {
      if (polling) throw new Error('This virtual ESP32 is polling already; a board does one thing at a time.')
      polling = poll()
      try {
        return await polling
      } finally {
        polling = null
      }
    },
    async powerCycle() {
      power.abort()
      if (!polling) reset()
      tap.resume()
      await polling
    },
    pauseReading: () => tap.pause(),
    resumeReading: () => tap.resume(),
  }
}

function inBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength)
}
