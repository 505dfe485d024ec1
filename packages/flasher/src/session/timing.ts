/** How long to wait for what, ms. */
export interface FlashTiming {
  /** For a person to hold BOOT. */
  holdBootMs: number
  /** For native USB to come back after a reset. */
  returnMs: number
  /** For a started app to answer Improv. */
  improvMs: number
  /** After a reset, until a board that says nothing is called silent. */
  silentMs: number
}

export const usualTiming: FlashTiming = {
  holdBootMs: 60_000,
  returnMs: 8000,
  improvMs: 10_000,
  silentMs: 5000,
}
