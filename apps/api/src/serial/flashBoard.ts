import type { FileSets } from '@cyberdeck-ota/flasher'
import type { FlashJob } from '@cyberdeck-ota/schema'
import type { FollowedPorts } from './cables.ts'

/** What to put on a board. */
export interface FlashOrder {
  ports: FollowedPorts
  sets: FileSets
  eraseAll: boolean
}

/** How a job comes along. */
export type FlashNews = Partial<Pick<FlashJob, 'phase' | 'holdBoot' | 'progress' | 'found' | 'warnings'>>

/**
 * Writes files to a board, verifies them and lets it start. Rejects with {@link FlashStopped}, or with anything once
 * `signal` is aborted; the port is closed either way.
 */
export type FlashBoard = (
  order: FlashOrder,
  tell: (news: FlashNews) => void,
  signal: AbortSignal,
) => Promise<void>

/** Why a board was not flashed; the message is one sentence for a person. */
export class FlashStopped extends Error {
  override readonly name = 'FlashStopped'
  readonly code: string
  readonly remedies: readonly string[]
  /** What the system or the chip said. */
  readonly details: string | null

  constructor(code: string, sentence: string, more: { remedies?: readonly string[]; details?: string } = {}) {
    super(sentence)
    this.code = code
    this.remedies = more.remedies ?? []
    this.details = more.details ?? null
  }
}
