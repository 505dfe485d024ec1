/** Looks again and again, as long as there is something to see. */
export interface Watch {
  /** Looks in at most `ms`, unless it just did and that took long. */
  lookIn(ms: number): void
}

/** Looking may take a twentieth of the time: the kernel's table is long on a busy server. */
const shareOfLooking = 20
/** A device has restarted by then, and what became of its download should be known when it asks again, ms. */
const longestPause = 3_000

/**
 * Repeats `look` every `tick` ms as long as it says there is more to see, or sooner when asked, one at a
 * time, and no more than its share of the time as long as that leaves no long pauses. Timed by a clock that nobody sets.
 */
export function createWatch(look: () => Promise<boolean>, tick: number): Watch {
  let timer: NodeJS.Timeout | null = null
  let dueAt = Number.POSITIVE_INFINITY
  let notBefore = 0
  let looking = false

  const lookIn = (ms: number) => {
    const at = Math.max(performance.now() + ms, notBefore)
    if (at >= dueAt) return
    dueAt = at
    if (timer) clearTimeout(timer)
    timer = looking ? null : setTimeout(run, at - performance.now()).unref()
  }

  const run = async () => {
    const began = performance.now()
    looking = true
    dueAt = Number.POSITIVE_INFINITY
    const more = await look()
    looking = false
    const asked = dueAt
    dueAt = Number.POSITIVE_INFINITY
    const took = performance.now() - began
    notBefore = performance.now() + Math.min(took * shareOfLooking, longestPause)
    if (more) lookIn(Math.min(tick, asked - performance.now()))
  }
  return { lookIn }
}
