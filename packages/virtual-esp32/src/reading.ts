import { setTimeout as delay } from 'node:timers/promises'
import type { Connection } from './connection.ts'

/** How a board reads a body, unless it is a fast one on a good network. */
export interface Reading {
  /** Bytes a second that it can take in. */
  bytesPerSecond?: number
  /** Bytes of a body after which the power fails. */
  abortAfter?: number
}

/** A tap on every body a board reads. */
export interface Tap {
  pause(): void
  resume(): void
  /** Resolves when it is open. */
  opened(): Promise<void>
}

export function createTap(): Tap {
  let open = Promise.resolve()
  let resume = () => {}
  return {
    pause() {
      resume()
      open = new Promise((resolve) => {
        resume = resolve
      })
    },
    resume: () => resume(),
    opened: () => open,
  }
}

/** `aborted` and `declined`: the board itself stopped, by losing power or of its own will. The others are the network's. */
export type BodyEnd = 'complete' | 'timeout' | 'closed' | 'aborted' | 'declined'

/** The Updater reads and writes one flash sector at a time (SPI_FLASH_SEC_SIZE). */
const SECTOR = 4_096

/**
 * Reads `length` bytes of a body, at most a sector at a time; `silenceMs` is the longest pause it bears. `take` returns
 * false to decline the rest. @throws AbortError when `signal` aborts between two reads.
 */
export async function readBody(
  connection: Connection,
  length: number,
  silenceMs: number,
  reading: Reading & { tap: Tap; signal: AbortSignal },
  take: (bytes: Buffer) => boolean,
): Promise<BodyEnd> {
  const { bytesPerSecond, abortAfter = Number.POSITIVE_INFINITY, tap, signal } = reading
  const start = Date.now()
  let received = 0
  while (received < length) {
    if (received >= abortAfter) return 'aborted'
    await tap.opened()
    const early = bytesPerSecond ? start + (received / bytesPerSecond) * 1_000 - Date.now() : 0
    if (early > 1) await delay(early, undefined, { signal })
    const most = Math.min(SECTOR, length - received, abortAfter - received)
    const bytes = await connection.read(most, silenceMs)
    if (typeof bytes === 'string') return bytes
    received += bytes.length
    if (!take(bytes)) return 'declined'
  }
  return 'complete'
}
