import type { SketchResult } from './board.ts'
import type { Boot } from './flash.ts'
import { errorWords } from './resultCodes.ts'

/** What one poll came to, resets included. */
export interface PollResult {
  /**
   * `updated`: runs the new app. `reverted`: installed it, and fell back. `lost`: runs nothing that can ask again.
   * `ignored`: a status that the seed's sketch does nothing about. `aborted`: power failed.
   */
  outcome: 'up-to-date' | 'updated' | 'reverted' | 'lost' | 'ignored' | 'failed' | 'aborted'
  /** The error: HTTPClient's and HTTPUpdate's below 0, the Updater's above, an `esp_err_t` by its name; 0 for none. */
  code: number | string
  /** Of the last response; null when there was none. */
  httpStatus: number | null
  /** Body bytes taken in as an update. */
  bytes: number
  /** The outcome in a few words. */
  reason: string
}

/** What a sketch's result leads to; `reset` is called where the board resets. */
export function settle(result: SketchResult, reset: () => Boot): PollResult {
  const { outcome } = result
  if (outcome === 'installed') return afterInstall(result, reset())
  if (outcome === 'aborted') reset()
  return { ...result, outcome, reason: reasonOf(result) }
}

/** For a board whose power failed before there was a result. */
export const powerFailed: SketchResult = { outcome: 'aborted', code: 0, httpStatus: null, bytes: 0 }

/** For a board that runs nothing any more. */
export const lost: PollResult = {
  outcome: 'lost',
  code: 0,
  httpStatus: null,
  bytes: 0,
  reason: 'it runs nothing that could ask; only a cable brings it back',
}

function afterInstall(result: SketchResult, { app, fellBack }: Boot): PollResult {
  if (!fellBack) return { ...result, outcome: 'updated', reason: 'runs the new app' }
  return { ...result, outcome: app ? 'reverted' : 'lost', reason: fellBack }
}

function reasonOf({ outcome, code, httpStatus }: SketchResult): string {
  if (outcome === 'up-to-date') return 'nothing newer'
  if (outcome === 'ignored') return `HTTP ${httpStatus}, which the sketch ignores`
  if (outcome === 'aborted') return 'the power failed'
  return typeof code === 'number' ? errorWords(code) : code
}
