import type { BoardConsole } from './boardConsole.ts'
import { deferred } from './waiting.ts'

/** A network that a board sees. */
export interface WifiNetwork {
  name: string
  /** dBm */
  rssi: number
  secured: boolean
}

/** Where a board is on its way to a network, as it says over Improv (improv-wifi.com/serial). */
export interface WifiState {
  step: 'choosing' | 'joining' | 'joined'
  /** What the board sees; null while it looks, or when it cannot. */
  networks: readonly WifiNetwork[] | null
  scanning: boolean
  /** The network asked for last. */
  ssid: string | null
  /** Why the last try did not work; null when it did, or there was none. */
  sentence: string | null
  /** Where the device says that it is reached, once joined. */
  url: string | null
  /** What runs, in its own words. */
  device: { firmware: string; version: string; chip: string; name: string }
}

export interface ImprovWifi {
  readonly state: WifiState
  scan(): Promise<void>
  join(credentials: { ssid: string; password: string }): Promise<void>
  /** Never rejects. */
  close(): Promise<void>
}

/** The SDK's class; its files import each other without extensions, which only bundlers follow. */
export type LoadImprov = () => Promise<
  Pick<typeof import('improv-wifi-serial-sdk/dist/serial.js'), 'ImprovSerial'>
>

export const loadImprov: LoadImprov = () => import('improv-wifi-serial-sdk/dist/serial.js')

const PROVISIONED = 4
const SCAN_MS = 30_000
const JOIN_MS = 45_000

/**
 * Speaks Improv with what runs on a board, beside its console: the SDK is given a port of its own that shares the real one.
 *
 * @returns null when the firmware does not answer within `timeoutMs`, as most does not
 */
export async function findImprov(
  board: BoardConsole,
  options: { timeoutMs: number; load: LoadImprov; onChange: () => void },
): Promise<ImprovWifi | null> {
  const { ImprovSerial } = await options.load()
  const port = sharedPort(board)
  const silent = { log() {}, error() {}, debug() {} }
  const client = new ImprovSerial(port as never, silent)
  try {
    const info = await client.initialize(options.timeoutMs)
    if (!info) return null
    const { firmware, version, name, chipFamily: chip } = info
    return createWifi(client, { firmware, version, name, chip }, port.stop, options.onChange)
  } catch {
    // Its request of the state waits on, and would reject half a minute later with nobody left to catch it.
    client.dispatchEvent(new Event('state-changed'))
    port.stop()
    return null
  }
}

type Client = InstanceType<Awaited<ReturnType<LoadImprov>>['ImprovSerial']>

function createWifi(
  client: Client,
  device: WifiState['device'],
  stop: () => void,
  onChange: () => void,
): ImprovWifi {
  let state: WifiState = {
    step: client.state === PROVISIONED ? 'joined' : 'choosing',
    networks: null,
    scanning: false,
    ssid: null,
    sentence: null,
    url: client.nextUrl || null,
    device,
  }
  const change = (next: Partial<WifiState>) => {
    state = { ...state, ...next }
    onChange()
  }
  return {
    get state() {
      return state
    },
    async scan() {
      if (state.scanning) return
      change({ scanning: true })
      const networks = await client.scan(SCAN_MS).catch(() => null)
      change({ scanning: false, networks: networks ?? state.networks })
    },
    async join({ ssid, password }) {
      change({ step: 'joining', ssid, sentence: null, url: null })
      try {
        await client.provision(ssid, password, JOIN_MS)
        change({ step: 'joined', url: client.nextUrl || null })
      } catch (error) {
        change({ step: 'choosing', sentence: refusalOf(String(error), ssid) })
      }
    },
    async close() {
      await client.close().catch(() => {})
      stop()
    },
  }
}

/** @param error one of the SDK's ERROR_MSGS */
function refusalOf(error: string, ssid: string): string {
  if (error.includes('UNABLE_TO_CONNECT')) {
    return `The board could not join "${ssid}": check the password, and that the network has 2.4 GHz.`
  }
  if (error.includes('TIMEOUT')) return `The board did not say whether it joined "${ssid}"; try once more.`
  return `The board refused these settings (${error}).`
}

/** As much of a port as the SDK uses. */
function sharedPort(board: BoardConsole) {
  const { promise: stopped, resolve: stop } = deferred<void>()
  const readable = new ReadableStream<Uint8Array>({
    start(controller) {
      const leave = board.listen((bytes) => controller.enqueue(bytes))
      void stopped.then(() => {
        leave()
        try {
          controller.close()
        } catch {
          // It was cancelled before.
        }
      })
    },
    cancel: () => stop(),
  })
  const writable = new WritableStream<Uint8Array>({ write: (bytes) => board.send(bytes) })
  return { readable, writable, stop: () => stop() }
}
