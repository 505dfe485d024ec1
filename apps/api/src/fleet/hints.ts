import type { LiveEvent } from '@cyberdeck-ota/schema'

/** Tells people's pages that devices changed: soon when something happened to one, now and then when they only polled. */
export interface Hints {
  /** More happened to a device than a poll like the one before. */
  changed(): void
  polled(): void
  /** Tells what there is to tell. */
  tell(): void
}

const betweenHints = 1_000
const betweenPolls = 5_000

export function createHints(hint: (event: LiveEvent) => void, monotonic: () => number): Hints {
  let isChanged = false
  let isPolled = false
  let toldAt = Number.NEGATIVE_INFINITY
  return {
    changed: () => {
      isChanged = true
    },
    polled: () => {
      isPolled = true
    },
    tell: () => {
      if (!isChanged && !isPolled) return
      if (monotonic() - toldAt < (isChanged ? betweenHints : betweenPolls)) return
      isChanged = false
      isPolled = false
      toldAt = monotonic()
      hint('devices')
    },
  }
}
