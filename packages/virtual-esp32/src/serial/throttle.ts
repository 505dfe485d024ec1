/** Passes bytes on in their order, no faster than its rate. What `take` throws rejects the call, and what follows still goes on. */
export type Throttle = (bytes: Uint8Array, take: (part: Uint8Array) => void) => Promise<void>

/** How finely the flow is cut, ms. */
const SLICE_MS = 20

/** @param rate bytes per second; null passes everything on at once, within the call */
export function createThrottle(rate: () => number | null): Throttle {
  let last: Promise<void> | null = null
  let due = 0
  const slowly = async (bytes: Uint8Array, perSecond: number, take: (part: Uint8Array) => void) => {
    const size = Math.max(1, Math.round((perSecond * SLICE_MS) / 1000))
    due = Math.max(due, performance.now())
    for (let at = 0; at < bytes.length; at += size) {
      const part = bytes.subarray(at, at + size)
      // Counted from when the last part was due, so that late timers do not add up.
      due += (part.length / perSecond) * 1000
      await new Promise((resolve) => setTimeout(resolve, due - performance.now()))
      take(part)
    }
  }
  return async (bytes, take) => {
    const perSecond = rate()
    if (perSecond === null) return take(bytes)
    const turn = (last ?? Promise.resolve()).then(() => slowly(bytes, perSecond, take))
    last = turn.catch(() => {})
    return turn
  }
}
