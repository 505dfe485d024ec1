/** How far writing is. */
export interface Progress {
  /** 0 to 1, of the bytes of all images; never less than before. */
  fraction: number
  /** Of images, lately; null until there is something to go by. */
  bytesPerSecond: number | null
  secondsLeft: number | null
}

/** The last so many ms count for the speed. */
const WINDOW_MS = 3000
const ENOUGH_MS = 300

/**
 * @param lengths bytes of each image, in the order in which they are written
 * @param now a clock, ms
 */
export function createProgress(lengths: readonly number[], now: () => number = () => performance.now()) {
  const total = lengths.reduce((sum, length) => sum + length, 0)
  let fraction = 0
  let samples: { at: number; bytes: number }[] = []

  const speed = () => {
    const [first, last] = [samples[0], samples.at(-1)]
    if (!first || !last || last.at - first.at < ENOUGH_MS) return null
    return (last.bytes - first.bytes) / ((last.at - first.at) / 1000)
  }
  return {
    /**
     * @param index which image
     * @param done how much of it, as a part of whatever total esptool-js counts: it counts compressed bytes
     */
    update(index: number, done: number, of: number): Progress {
      const before = lengths.slice(0, index).reduce((sum, length) => sum + length, 0)
      const share = of > 0 ? Math.min(1, Math.max(0, done / of)) : 1
      const reached = total > 0 ? (before + share * (lengths[index] ?? 0)) / total : 1
      fraction = Math.min(1, Math.max(fraction, reached))
      const at = now()
      samples = [...samples.filter((sample) => at - sample.at <= WINDOW_MS), { at, bytes: fraction * total }]
      const bytesPerSecond = speed()
      const secondsLeft = bytesPerSecond ? ((1 - fraction) * total) / bytesPerSecond : null
      return { fraction, bytesPerSecond, secondsLeft }
    },
  }
}
