/** ms in a tick: 32 bits of them last for more than a year. */
const tick = 10

/** When devices were last heard, by a clock that nobody sets, in numbers of 32 bits. 0 stands for never. */
export interface HeardClock {
  /** Now, as it is kept. Never 0. */
  now(): number
  /** ms from then to now. */
  since(heardAt: number): number
}

/** @param monotonic ms, by a clock that nobody sets */
export function createHeardClock(monotonic: () => number): HeardClock {
  const now = () => (monotonic() / tick) >>> 0 || 1
  return { now, since: (heardAt) => ((now() - heardAt) >>> 0) * tick }
}
