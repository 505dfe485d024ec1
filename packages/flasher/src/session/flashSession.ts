import type { BoardFacts } from '../board/boardFacts.ts'
import { type FileSets, firstThatGoes } from '../plan/firstThatGoes.ts'
import { FlashFailure, toFailure } from './failure.ts'
import { type FlashPort, type FlashPorts, findAgain, kindOf } from './flashPort.ts'
import { askForWifi, newRun, proceed, type Run } from './flashRun.ts'
import type { FlashState } from './flashState.ts'
import type { LoadImprov } from './improvWifi.ts'
import { remediesFor, type System, sentenceFor } from './remedies.ts'
import { letGo } from './resetting.ts'
import { type FlashTiming, usualTiming } from './timing.ts'
import { deferred } from './waiting.ts'

/** What to flash. */
export interface FlashChoice {
  /** The first that goes on the board is written. */
  sets: FileSets
  /** Erase settings and everything else first. */
  eraseAll: boolean
}

export interface FlashSessionOptions {
  /** `navigator.serial`, or what stands in for it. */
  ports: FlashPorts
  /** Whose remedies to tell. */
  system: System
  /** Of the cable while flash is written. Default 460800; native USB knows none. */
  baud?: number
  timing?: Partial<FlashTiming>
  /** Default: the SDK from the package. */
  improv?: LoadImprov
}

/** Flashes one board after another. Nothing here rejects or throws: what goes wrong is a state. */
export interface FlashSession {
  readonly state: FlashState
  /** What esptool-js said, for people who look closer. */
  readonly log: readonly string[]
  /** Told after every change of `state`. Gives what stops that. */
  subscribe(listener: () => void): () => void
  /** Kept over retries and for the next board; plans anew when a board is connected. */
  choose(choice: FlashChoice): void
  /** Asks for a port, in a click, unless it is given one, and looks at the board on it. */
  connect(port?: FlashPort): Promise<void>
  /** From `ready`: writes the plan, resets, and opens the console. */
  write(): void
  /**
   * From `failed`: goes on to write the board that was begun, unless something else has been chosen since. In a click, for
   * the port may be asked for.
   */
  retry(): Promise<void>
  /** At any time. The board is let go; before anything was written it runs what it ran, and once all is it runs that. */
  cancel(): Promise<void>
  /** From `console` and `wifi`. */
  reset(): Promise<void>
  /** Looks for networks again; from `console`, asks again whether the board takes Wi-Fi settings at all. */
  scanWifi(): Promise<void>
  joinWifi(credentials: { ssid: string; password: string }): Promise<void>
  /** From `console` and `wifi`: frees the port. */
  finish(): Promise<void>
}

const USUAL_BAUD = 460_800
/** For bridges over which a faster one brought nonsense. */
const SAFE_BAUD = 115_200
const MOST_LOG_LINES = 2000

export function createFlashSession(options: FlashSessionOptions): FlashSession {
  const { ports, system } = options
  const timing = { ...usualTiming, ...options.timing }
  const listeners = new Set<() => void>()
  let state: FlashState = { kind: 'idle' }
  let log: string[] = []
  let choice: FlashChoice = { sets: [], eraseAll: false }
  /** What the last plan was made for. */
  let planned: FlashChoice | null = null
  let last: { port: FlashPort; ports: FlashPorts } | null = null
  let run: Run | null = null
  let begun = 0
  let ending: Promise<void> | null = null
  /** Kinds of bridges that are slow. */
  const slow = new Set<string>()

  const become = (next: FlashState) => {
    state = next
    for (const listener of listeners) listener()
  }
  const decide = (board: BoardFacts, current: Run) => {
    planned = choice
    const result = firstThatGoes(board, choice.sets, choice.eraseAll)
    current.plan = result.verdict === 'plan' ? result : null
    become(
      result.verdict === 'plan'
        ? { kind: 'ready', board, plan: result }
        : { kind: 'refused', board, refusal: result },
    )
  }
  const note = (line: string) => {
    log = [...log.slice(-MOST_LOG_LINES), line.trimEnd()]
  }

  const show = (current: Run) => {
    const { board, plan, console, wifi, asking } = current
    // A console that closes still reports; by then the session is somewhere else.
    if (run !== current || !board || !plan || !console || current.interrupt.failure) return
    const shown = { board, plan, console: console.view }
    become(wifi ? { kind: 'wifi', ...shown, wifi: wifi.state } : { kind: 'console', ...shown, asking })
  }
  const fail = async (current: Run, error: unknown) => {
    const { code, message } = toFailure(error, current.writing)
    if (current.link && !current.link.lost) await letGo(current.link)
    await current.link?.close()
    if (last && (code === 'connection-noisy' || code === 'write-failed')) slow.add(kindOf(last.port))
    become({
      kind: 'failed',
      code,
      sentence: sentenceFor(code),
      remedies: remediesFor(code, system),
      canRetry: code !== 'chip-unknown',
      details: message,
      board: current.board,
      whileWriting: current.writing,
      plan: current.plan,
    })
  }
  const begin = async (pickPort: () => Promise<FlashPort>, halfWritten: BoardFacts | null) => {
    const turn = ++begun
    await end()
    // While something was still ending, what was asked last counts.
    if (turn !== begun) return
    const { promise, resolve } = deferred<void>()
    const current = newRun(promise)
    run = current
    await proceed(current, halfWritten, {
      ...options,
      timing,
      baudOf: (port) => {
        const baud = options.baud ?? USUAL_BAUD
        return slow.has(kindOf(port)) ? Math.min(baud, SAFE_BAUD) : baud
      },
      onTooFast: (port) => slow.add(kindOf(port)),
      pickPort,
      onPort: (port, beside) => {
        last = { port, ports: beside }
      },
      become,
      decide,
      show,
      note,
    })
      .catch(async (error: unknown) => {
        // A board that runs what was written is no failure, whatever comes of Improv.
        if (current.console) note(String(error))
        else await fail(current, error)
      })
      .finally(() => resolve())
  }
  /** Ends a console that is open, or interrupts what is under way; what is written by then is started first. */
  const endNow = async () => {
    const current = run
    if (!current || state.kind === 'done' || state.kind === 'failed') return
    if (!current.console) {
      current.interrupt.raise(new FlashFailure('cancelled'))
      await Promise.race([current.ended, current.started.promise])
    }
    const { board, plan, console, wifi } = current
    if (!board || !plan || !console) return
    run = null
    await wifi?.close()
    await console.close()
    become({ kind: 'done', board, plan, console: console.view, wifi: wifi?.state ?? null })
  }
  const end = (): Promise<void> => {
    ending ??= endNow().finally(() => {
      ending = null
    })
    return ending
  }
  const leave = () => {
    begun += 1
    return end()
  }

  return {
    get state() {
      return state
    },
    get log() {
      return log
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    choose(next) {
      choice = next
      if (run?.board && (state.kind === 'ready' || state.kind === 'refused')) decide(run.board, run)
    },
    connect: (port) => begin(async () => port ?? (await ports.requestPort()), null),
    write() {
      if (state.kind === 'ready') run?.writeAsked.resolve()
    },
    async retry() {
      if (state.kind !== 'failed' || !state.canRetry) return
      const { whileWriting, board } = state
      const before = last
      await begin(
        async () => (before && (await findAgain(before.ports, before.port))) ?? (await ports.requestPort()),
        whileWriting && choice === planned ? board : null,
      )
    },
    cancel: leave,
    async reset() {
      await run?.console?.reset().catch(() => {})
    },
    async scanWifi() {
      if (!run) return
      if (run.wifi) await run.wifi.scan()
      else await askForWifi(run, { ...options, timing, show }).catch((error) => note(String(error)))
    },
    async joinWifi(credentials) {
      await run?.wifi?.join(credentials)
    },
    finish: leave,
  }
}
