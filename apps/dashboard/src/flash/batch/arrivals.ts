import type { Heard } from '../joined/hasJoined.ts'

interface ArrivalsDeps<Board extends { mac: string | null }> {
  /** Those that are waited for. */
  awaited: () => readonly Board[]
  /** Null: the server does not know it. */
  readHeard: (mac: string) => Promise<Heard | null>
  onHeard: (board: Board, heard: Heard | null) => void
  /** Milliseconds from the end of a round to the next. */
  every: number
}

/** Asks for boards one after the other, round after round, so that a long list is no burden to the server. */
export function createArrivals<Board extends { mac: string | null }>(deps: ArrivalsDeps<Board>) {
  let round: AbortController | null = null

  async function ask({ signal }: AbortController) {
    while (!signal.aborted) {
      for (const board of deps.awaited()) {
        if (board.mac === null) continue
        // A server that does not answer is asked again in the next round; that it does not, the page says elsewhere.
        const heard = await deps.readHeard(board.mac).catch(() => undefined)
        if (signal.aborted) return
        if (heard !== undefined) deps.onHeard(board, heard)
      }
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, deps.every)
        signal.addEventListener('abort', () => {
          clearTimeout(timer)
          resolve(null)
        })
      })
    }
  }

  return {
    start() {
      if (round) return
      round = new AbortController()
      void ask(round)
    },
    stop() {
      round?.abort()
      round = null
    },
  }
}
