import type { FlashPort, FlashPorts } from '@cyberdeck-ota/flasher'
import type { Desk } from '../desk.ts'
import { type Heard, hasJoined } from '../joined/hasJoined.ts'
import { createArrivals } from './arrivals.ts'
import { awaited, type BatchBoard, isWritten } from './batchBoard.ts'
import type { BatchMemory } from './batchMemory.ts'
import { type BatchResult, runBatchBoard } from './batchRun.ts'
import { type BatchTiming, usualBatchTiming } from './batchTiming.ts'
import { createPluggedPorts } from './pluggedPorts.ts'
import type { Tones } from './tones.ts'

/** What a batch does while it is on. */
export type BatchStep =
  /** Waits for the next board. `unplug`: the last one is still there. `problem`: why there was no port. */
  | { kind: 'next'; unplug: boolean; problem: string | null }
  /** The desk shows how far it is. */
  | { kind: 'busy' }
  /** The board has been flashed in this batch already. */
  | { kind: 'asking'; mac: string; number: number }

export interface BatchState {
  on: boolean
  step: BatchStep
  /** What became of the board that was finished last, until it is the next one's turn. */
  over: BatchBoard | null
  /** In the order in which they were flashed. */
  boards: readonly BatchBoard[]
  sound: boolean
  /** Whether the list outlives a reload. */
  kept: boolean
}

const idle: BatchStep = { kind: 'next', unplug: false, problem: null }

/** One board after the other. Nothing here rejects. */
export interface Batch {
  get(): BatchState
  /** While anybody listens, boards are looked for in the fleet. */
  subscribe(listener: () => void): () => void
  /** From then on what is plugged in is written without another click. Call it in a click, for the sound. */
  turnOn(): Promise<void>
  /** What is under way goes on. */
  turnOff(): void
  /** Asks for a port, in a click, and flashes the board on it. */
  next(): Promise<void>
  /** Whether to flash the board that is asked about again. */
  answer(again: boolean): void
  setSound(on: boolean): void
  /** Forgets all boards. Gives what brings them back. */
  clear(): () => void
}

interface BatchDeps {
  desk: Desk
  ports: FlashPorts
  /** When the server last heard a board; null when it does not know it. */
  readHeard: (mac: string) => Promise<Heard | null>
  memory: BatchMemory
  tones: Tones
  /** ms since 1970 */
  now: () => number
  timing?: Partial<BatchTiming>
}

export function createBatch({ desk, ports, readHeard, memory, tones, now, ...given }: BatchDeps): Batch {
  const timing = { ...usualBatchTiming, ...given.timing }
  const listeners = new Set<() => void>()
  let state: BatchState = { ...memory.load(), on: false, step: idle, over: null, kept: true }
  let running = false
  let answered = (_again: boolean) => {}

  const set = (next: Partial<BatchState>) => {
    state = { ...state, ...next }
    for (const listener of listeners) listener()
  }
  const keep = (next: Partial<Pick<BatchState, 'boards' | 'sound'>>) => {
    const { boards, sound } = { ...state, ...next }
    set({ ...next, kept: memory.save({ boards: [...boards], sound }) })
  }
  const wait = (problem: string | null) =>
    set({ step: { kind: 'next', unplug: plugged.last !== null, problem } })
  const startNext = () => {
    if (!state.on || running) return
    const port = desk.get().firmware && plugged.takeNext()
    if (port) void run(port)
    else wait(state.step.kind === 'next' ? state.step.problem : null)
  }
  const plugged = createPluggedPorts(ports, startNext)

  const ask = (mac: string | null): Promise<boolean> => {
    const before = state.boards.findLast((board) => board.mac === mac && isWritten(board))
    if (mac === null || !before || !state.on) return Promise.resolve(true)
    return new Promise((resolve) => {
      answered = resolve
      set({ step: { kind: 'asking', mac, number: before.number } })
    })
  }
  const answer = (again: boolean) => {
    if (state.step.kind !== 'asking') return
    set({ step: { kind: 'busy' } })
    answered(again)
  }
  /** @param port null where the desk has begun with one by itself */
  const run = async (port: FlashPort | null) => {
    running = true
    set({ step: { kind: 'busy' }, over: null })
    const hadTurn = port ?? plugged.last
    if (hadTurn) plugged.take(hadTurn)
    if (port) {
      await desk.another()
      void desk.connect(port)
    }
    const result = await runBatchBoard({ desk, isOn: () => state.on, ask, readHeard, timing, now })
    if (!hadTurn) await plugged.takeAll()
    if (state.on) await letGo(desk)
    plugged.release()
    running = false
    if (result) note(result, port === null)
    wait(null)
    startNext()
  }
  const note = (result: BatchResult, isRetry: boolean) => {
    const last = state.boards.at(-1)
    const isSame = isRetry && last?.outcome === 'failed' && (last.mac ?? result.mac) === result.mac
    const boards = isSame ? state.boards.slice(0, -1) : state.boards
    const over = { ...result, number: boards.length + 1, joinedAt: null }
    set({ over })
    keep({ boards: numbered([...boards, over]) })
    if (!state.sound) return
    if (result.outcome === 'flashed') tones.success()
    else tones.failure()
  }
  // Else a tab that stands open with an older list would save that one.
  memory.watch(() => set(memory.load()))
  desk.subscribe(() => {
    const { kind } = desk.get().flash
    // The question answered itself: the cable was pulled, or the person wrote by hand.
    if (kind !== 'ready') answer(true)
    if (!state.on || running) return
    // A retry, or a port that was chosen without the batch.
    if (kind === 'choosing-port') void run(null)
    else startNext()
  })

  const arrivals = createArrivals({
    awaited: () => awaited(state.boards),
    readHeard,
    every: timing.heardMs,
    onHeard(board, heard) {
      const learned =
        board.before === undefined
          ? { before: heard }
          : heard && hasJoined(board.before, heard) && { joinedAt: heard.lastSeenAt }
      if (!learned) return
      keep({ boards: state.boards.map((each) => (each.at === board.at ? { ...each, ...learned } : each)) })
    },
  })

  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener)
      arrivals.start()
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) arrivals.stop()
      }
    },
    async turnOn() {
      if (state.on) return
      if (state.sound) tones.unlock()
      set({ on: true })
      await plugged.start()
    },
    turnOff() {
      answer(false)
      plugged.stop()
      set({ on: false, over: null })
    },
    async next() {
      if (!state.on || running) return
      const port = await ports.requestPort().catch((error: unknown) => wait(portProblem(error)))
      if (port && !running) await run(port)
    },
    answer,
    setSound(sound) {
      if (sound) tones.unlock()
      keep({ sound })
    },
    clear() {
      const { boards } = state
      set({ over: null })
      keep({ boards: [] })
      return () => keep({ boards: numbered([...boards, ...state.boards]) })
    },
  }
}

/** What was reached stays on screen where that is the board's console. */
async function letGo(desk: Desk): Promise<void> {
  const { kind } = desk.get().flash
  if (kind === 'console' || kind === 'wifi') await desk.finish()
  else if (kind === 'ready' || kind === 'refused') await desk.another()
}

function numbered(boards: readonly BatchBoard[]): BatchBoard[] {
  return boards.map((board, index) => ({ ...board, number: index + 1 }))
}

function portProblem(error: unknown): string {
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) }
  return name === 'NotFoundError' ? 'No port was chosen.' : message
}
