interface Bucket {
  left: number
  at: number
}

/**
 * How often somebody may try: `burst` attempts at once, then one more every `everyMs`. Remembers at most `keys` of
 * those who tried, and forgets first who has not tried for longest.
 */
export interface AttemptLimit {
  /** Milliseconds until `key` has an attempt again; 0 when it has one now. */
  wait(key: string, now: number): number
  take(key: string, now: number): void
  /** Undoes a `take`: the attempt was a good one. */
  giveBack(key: string): void
}

export function createAttemptLimit(burst: number, everyMs: number, keys = 10_000): AttemptLimit {
  const buckets = new Map<string, Bucket>()

  const refilled = (key: string, now: number): Bucket => {
    const bucket = buckets.get(key)
    if (!bucket) return { left: burst, at: now }
    // A clock set back must not lock anybody out for the difference.
    const passed = Math.max(0, now - bucket.at)
    return { left: Math.min(burst, bucket.left + passed / everyMs), at: now }
  }

  return {
    wait: (key, now) => {
      const { left } = refilled(key, now)
      return left >= 1 ? 0 : Math.ceil((1 - left) * everyMs)
    },
    take: (key, now) => {
      const { left } = refilled(key, now)
      buckets.delete(key)
      buckets.set(key, { left: left - 1, at: now })
      if (buckets.size <= keys) return
      const { value: longestSilent } = buckets.keys().next()
      if (longestSilent !== undefined) buckets.delete(longestSilent)
    },
    giveBack: (key) => {
      const bucket = buckets.get(key)
      if (bucket) bucket.left = Math.min(burst, bucket.left + 1)
    },
  }
}
