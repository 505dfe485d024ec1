/** How long to wait for what, ms. */
export interface BatchTiming {
  /** For a started board to tell of itself. */
  watchMs: number
  /** After that, for it to show that it does not start after all. */
  settleMs: number
  /** Between looks at whether boards have checked in. */
  heardMs: number
}

export const usualBatchTiming: BatchTiming = { watchMs: 8_000, settleMs: 1_500, heardMs: 5_000 }
