/** Milliseconds that speed is averaged over: short enough to follow the network, long enough to be read. */
const window = 4000
/** Milliseconds before a speed is told: the first bytes only fill buffers. */
const warmUp = 400

interface Rate {
  bytesPerSecond: number | null
  /** Whole seconds, rounded up. */
  secondsLeft: number | null
}

/** Watches one transfer. Call with every progress report; `now` in milliseconds. */
export function createTransferRate() {
  const reports: { now: number; sent: number }[] = []
  return (now: number, sent: number, total: number): Rate => {
    reports.push({ now, sent })
    while (reports.length > 2 && (reports[1]?.now ?? now) <= now - window) reports.shift()
    const first = reports[0]
    const elapsed = first ? now - first.now : 0
    const moved = first ? sent - first.sent : 0
    if (elapsed < warmUp || moved <= 0) return { bytesPerSecond: null, secondsLeft: null }
    const bytesPerSecond = (moved / elapsed) * 1000
    return { bytesPerSecond, secondsLeft: Math.ceil((total - sent) / bytesPerSecond) }
  }
}
