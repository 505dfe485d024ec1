import type { FleetLog } from './state.ts'

/** How long the same sentence is not said again, ms. */
const pause = 60_000

/** Says each sentence once a minute at most: what goes wrong for one device often does for all of them. */
export function createQuietLog(log: FleetLog, monotonic: () => number): FleetLog {
  const said = new Map<string, { at: number; unsaid: number }>()
  const quietly = (level: keyof FleetLog) => (facts: object, sentence: string) => {
    const before = said.get(sentence)
    if (before && monotonic() - before.at < pause) {
      before.unsaid += 1
      return
    }
    said.set(sentence, { at: monotonic(), unsaid: 0 })
    log[level](before?.unsaid ? { ...facts, unsaid: before.unsaid } : facts, sentence)
  }
  return { warn: quietly('warn'), error: quietly('error') }
}
