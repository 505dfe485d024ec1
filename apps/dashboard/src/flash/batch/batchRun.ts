import type { FlashState } from '@cyberdeck-ota/flasher'
import type { Desk } from '../desk.ts'
import type { Heard } from '../joined/hasJoined.ts'
import type { BatchBoard } from './batchBoard.ts'
import { hasSpoken, resultOf } from './batchResult.ts'
import type { BatchTiming } from './batchTiming.ts'
import { until } from './until.ts'

/** What became of one board, before it has a place in the list. */
export type BatchResult = Omit<BatchBoard, 'number' | 'joinedAt'>

export interface BatchRunDeps {
  desk: Desk
  /** Whether boards are written without another click, which can end meanwhile. */
  isOn: () => boolean
  /** Whether to write a board of that MAC. */
  ask: (mac: string | null) => Promise<boolean>
  readHeard: (mac: string) => Promise<Heard | null>
  timing: BatchTiming
  /** ms since 1970 */
  now: () => number
}

/**
 * Writes the board that the desk has begun to look at, and watches how it starts. Null when nothing was done to it: it was
 * skipped, or the person thought better of it.
 */
export async function runBatchBoard(deps: BatchRunDeps): Promise<BatchResult | null> {
  const { desk, isOn, ask, now } = deps
  const began = now()
  const ended = new AbortController()
  const { signal } = ended
  try {
    let hasBegun = false
    const found = await until(
      desk,
      (state) => {
        hasBegun ||= state.flash.kind !== 'idle'
        return hasBegun && (state.flash.kind === 'ready' || isOver(state, deps))
      },
      signal,
    )
    const before = readBefore(found.flash, deps)
    if (found.flash.kind === 'ready') {
      if (!(await ask(found.flash.board.mac))) return null
      if (isOn()) desk.write()
    }
    const over = await until(desk, (state) => isOver(state, deps), signal)
    // What was written is what stood there then: the next may be chosen by now.
    const result = resultOf({ ...over, flash: await watch(over.flash, deps, signal) })
    if (!result) return null
    const heard = await before
    return {
      ...result,
      at: new Date(began).toISOString(),
      seconds: (now() - began) / 1000,
      ...(heard !== undefined && { before: heard }),
    }
  } finally {
    ended.abort()
  }
}

type Seen = ReturnType<Desk['get']>

/** It has been written and starts, or is not going to be. Files that are being fetched may make up for a refusal. */
function isOver({ flash, fetching }: Seen, { isOn }: BatchRunDeps): boolean {
  if (flash.kind === 'refused') return isOn() && fetching.kind !== 'fetching'
  return hasStarted(flash) || ['failed', 'done', 'idle'].includes(flash.kind)
}

function hasStarted(flash: FlashState): flash is Extract<FlashState, { kind: 'console' | 'wifi' }> {
  return flash.kind === 'console' || flash.kind === 'wifi'
}

/** While a board is on its cable it cannot call. Undefined when the server did not say. */
async function readBefore(flash: FlashState, { readHeard }: BatchRunDeps): Promise<Heard | null | undefined> {
  const mac = flash.kind === 'ready' ? flash.board.mac : null
  return mac === null ? undefined : readHeard(mac).catch(() => undefined)
}

/** Until the board has told of itself, or what is wrong, or seems to say neither. Gives the last that was seen of it. */
async function watch(
  first: FlashState,
  { desk, timing }: BatchRunDeps,
  signal: AbortSignal,
): Promise<FlashState> {
  let last = first
  const stop = desk.subscribe(() => {
    const { flash } = desk.get()
    if (hasStarted(flash)) last = flash
  })
  const isDecided = ({ flash }: Seen) => !hasStarted(flash) || flash.console.fault !== null
  const isHeard = ({ flash }: Seen) => hasStarted(flash) && (hasSpoken(flash) || !flash.console.connected)
  await Promise.race([
    until(desk, isDecided, signal),
    until(desk, isHeard, signal).then(() => sleep(timing.settleMs)),
    sleep(timing.watchMs),
  ])
  stop()
  return last
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
