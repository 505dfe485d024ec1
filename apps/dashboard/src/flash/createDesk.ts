import {
  type BoardFacts,
  createFlashSession,
  type FileSets,
  type FlashSessionOptions,
  type FlashState,
} from '@cyberdeck-ota/flasher'
import type { Firmware } from './choice/firmware.ts'
import type { Desk, DeskState, Fetching } from './desk.ts'

export interface DeskOptions extends FlashSessionOptions {
  /** The files of a firmware for a board. What it throws says why not, in one sentence. */
  readFiles: ReadFiles
  /** ms since 1970 */
  now: () => number
}

export type ReadFiles = (
  firmware: Firmware,
  board: BoardFacts,
  onProgress: (received: number, total: number) => void,
  signal: AbortSignal,
) => Promise<FileSets>

/** Which firmware's files are there, or on their way. */
interface Reading {
  firmware: Firmware
  chip: string
  abort: AbortController
}

/** Lets a page flash one board after another, and reads what is chosen once it is known for which board. */
export function createDesk({ readFiles, now, ...options }: DeskOptions): Desk {
  const session = createFlashSession(options)
  const listeners = new Set<() => void>()
  let firmware: Firmware | null = null
  let eraseAll = false
  let sets: FileSets = []
  let fetching: Fetching = { kind: 'idle' }
  let reading: Reading | null = null
  let startedAt: number | null = null
  let turn = 0
  /** What the session reached with the board before, which the page has put away. */
  let past: FlashState | null = null

  const look = (): DeskState => ({
    firmware,
    eraseAll,
    fetching,
    flash: session.state === past ? { kind: 'idle' } : session.state,
    log: session.log,
    startedAt,
    turn,
  })
  let state = look()

  const publish = () => {
    state = look()
    for (const listener of listeners) listener()
  }
  const plan = (next: FileSets) => {
    sets = next
    session.choose({ sets, eraseAll })
  }
  const stopReading = () => {
    reading?.abort.abort()
    reading = null
    fetching = { kind: 'idle' }
  }
  const read = async (wanted: Firmware, board: BoardFacts) => {
    stopReading()
    const abort = new AbortController()
    const current: Reading = { firmware: wanted, chip: board.chip, abort }
    const tell = (next: Fetching) => {
      if (reading !== current) return
      fetching = next
      publish()
    }
    reading = current
    tell({ kind: 'fetching', received: 0, total: 0 })
    try {
      const onProgress = (received: number, total: number) => tell({ kind: 'fetching', received, total })
      const found = await readFiles(wanted, board, onProgress, abort.signal)
      if (reading !== current) return
      fetching = { kind: 'idle' }
      plan(found)
      publish()
    } catch (error) {
      tell({ kind: 'impossible', sentence: error instanceof Error ? error.message : String(error) })
    }
  }
  /** Files for one chip are not those for another. */
  const readFor = (board: BoardFacts) => {
    if (!firmware || firmware.kind === 'files') return
    if (reading?.firmware === firmware && reading.chip === board.chip) return
    void read(firmware, board)
  }
  const putAway = async () => {
    stopReading()
    await session.finish()
    // A release may be gone from the library, or have other files, until the next board is there.
    if (firmware?.kind !== 'files') plan([])
    past = session.state
    startedAt = null
    publish()
  }

  session.subscribe(() => {
    const { state: flash } = session
    if (flash.kind === 'choosing-port') {
      startedAt = null
      turn += 1
      // What was impossible with one board, or at that moment, is asked again.
      if (fetching.kind === 'impossible') stopReading()
    }
    if (flash.kind === 'resetting') startedAt ??= now()
    publish()
    if (flash.kind === 'refused') readFor(flash.board)
  })

  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    chooseFirmware(next) {
      stopReading()
      firmware = next
      plan(next?.kind === 'files' ? [next.files] : [])
      publish()
      if (next && startedAt !== null) void putAway()
    },
    setEraseAll(next) {
      eraseAll = next
      plan(sets)
      publish()
    },
    connect: (port) => session.connect(port),
    write: session.write,
    retry: session.retry,
    async cancel() {
      if (state.flash.kind === 'failed') await putAway()
      else {
        stopReading()
        await session.cancel()
      }
    },
    reset: session.reset,
    scanWifi: session.scanWifi,
    joinWifi: session.joinWifi,
    finish: session.finish,
    another: putAway,
  }
}
