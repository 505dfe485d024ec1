import { type BootLog, readBootLog } from '../console/bootLog.ts'
import { type ConsoleLine, createLineSplitter } from '../console/consoleLines.ts'
import { type BootFault, explainBoot } from '../console/explainBoot.ts'
import { comesBack, type FlashPort, type FlashPorts } from './flashPort.ts'
import { resetByLines } from './resetting.ts'
import type { FlashTiming } from './timing.ts'
import { deferred, settled, sleep } from './waiting.ts'

/** What a board's console shows. */
export interface ConsoleView {
  /** The latest; the same array grows until lines are dropped. */
  lines: readonly ConsoleLine[]
  /** How many older lines were let go. */
  dropped: number
  /** The line that has no end yet. */
  unfinished: string
  /** Whether the port is there; the console goes on by itself when it comes back. */
  connected: boolean
  /** The board has said nothing since it was reset: it may want a press on RESET, or be one that says nothing. */
  silent: boolean
  /** What the app said of itself since the last reset. */
  boot: BootLog | null
  /** What is wrong since the last reset. */
  fault: BootFault | null
}

export interface BoardConsole {
  readonly view: ConsoleView
  /** Everything the board says from now on. Gives what stops that. */
  listen(listener: (bytes: Uint8Array) => void): () => void
  /** Into nowhere while the board is away. Never rejects. */
  send(bytes: Uint8Array): Promise<void>
  /** Resets the board; rejects when that cannot be. @param how by the cable's lines when left out */
  reset(how?: () => Promise<void>): Promise<void>
  /** Never rejects. */
  close(): Promise<void>
}

export interface ConsoleOptions {
  ports: FlashPorts
  port: FlashPort
  /** Whether the port is open already. */
  open: boolean
  timing: FlashTiming
  onChange: () => void
  now?: () => number
}

/** What ROM, bootloader and most sketches use. */
const CONSOLE_BAUD = 115_200
const MOST_LINES = 20_000
/** As many of the latest lines are looked through for faults, and all that came since the last look. */
const RECENT_LINES = 200
/** Bytes come in hundreds of pieces a second, and whoever is told of each draws a page. */
const TELL_MS = 50
/** After these, a port goes on with a new stream (wicg.github.io/serial). */
const HARMLESS = ['BufferOverrunError', 'FramingError', 'BreakError', 'ParityError']
const REOPEN_PAUSE_MS = 250
const CLOSE_MS = 3000

/** Resolves once it reads, so that a reset after that is heard from its first line on; or once the port is known to be away. */
export async function openConsole(options: ConsoleOptions): Promise<BoardConsole> {
  const { ports, timing, onChange } = options
  const listeners = new Set<(bytes: Uint8Array) => void>()
  const splitter = createLineSplitter(options.now)
  const reading = deferred<void>()
  let { port } = options
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined
  let lines: ConsoleLine[] = []
  let dropped = 0
  let sinceReset = 0
  let connected = options.open
  let silent = false
  const closing = new AbortController()
  const { signal } = closing
  let silence: ReturnType<typeof setTimeout> | undefined
  let telling: ReturnType<typeof setTimeout> | undefined
  /** How many lines there had been at the last look. */
  let seen = 0
  let view: ConsoleView | undefined

  const look = (): ConsoleView => {
    const from = Math.max(sinceReset, Math.min(seen, dropped + lines.length - RECENT_LINES))
    const recent = lines.slice(Math.max(from - dropped, 0)).map(({ text }) => text)
    seen = dropped + lines.length
    view = {
      lines,
      dropped,
      unfinished: splitter.unfinished,
      connected,
      silent,
      // It outlives the lines that said it.
      boot: readBootLog(recent) ?? view?.boot ?? null,
      fault: explainBoot(recent),
    }
    return view
  }
  const change = () => {
    clearTimeout(telling)
    telling = undefined
    look()
    onChange()
  }

  const take = (bytes: Uint8Array) => {
    clearTimeout(silence)
    silent = false
    lines.push(...splitter.push(bytes))
    if (lines.length > MOST_LINES) {
      const extra = lines.length - MOST_LINES / 2
      lines = lines.slice(extra)
      dropped += extra
    }
    for (const listener of listeners) listener(bytes)
    telling ??= setTimeout(change, TELL_MS)
  }
  /** Reads until the stream ends or breaks. @returns whether the port goes on with another */
  const readOn = async (): Promise<boolean> => {
    try {
      reader = port.readable?.getReader()
      reading.resolve()
      for (;;) {
        const part = await reader?.read()
        if (!part || part.done) return false
        take(part.value)
      }
    } catch (error) {
      return error instanceof Error && HARMLESS.includes(error.name)
    } finally {
      reader?.releaseLock()
    }
  }
  /** @returns whether it is open and nobody else reads from it */
  const open = () =>
    port.open({ baudRate: CONSOLE_BAUD }).then(
      () => true,
      () => port.readable?.locked === false,
    )
  const reopen = async (): Promise<void> => {
    while (!signal.aborted) {
      port = (await comesBack(ports, port, signal)) ?? port
      if (signal.aborted || (await open())) return
      // What just came back may not be openable at once.
      await sleep(REOPEN_PAUSE_MS)
    }
  }
  const goOn = async () => {
    while (!signal.aborted) {
      if (!connected) {
        await reopen()
        if (signal.aborted) return
        connected = true
        change()
      }
      if ((await readOn()) || signal.aborted) continue
      connected = false
      change()
    }
  }

  connected ||= await open()
  const going = goOn()
  if (connected) await reading.promise

  return {
    get view() {
      return view ?? look()
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async send(bytes) {
      if (signal.aborted) return
      const writer = port.writable?.locked === false ? port.writable.getWriter() : undefined
      await writer?.write(bytes).catch(() => {})
      writer?.releaseLock()
    },
    async reset(how = () => resetByLines(port)) {
      sinceReset = dropped + lines.length
      view = { ...look(), boot: null, fault: null }
      onChange()
      clearTimeout(silence)
      silence = setTimeout(() => {
        silent = true
        change()
      }, timing.silentMs)
      await how()
    },
    async close() {
      closing.abort()
      clearTimeout(silence)
      await reader?.cancel().catch(() => {})
      await settled(going, CLOSE_MS)
      await port.close().catch(() => {})
      clearTimeout(telling)
      look()
    },
  }
}
