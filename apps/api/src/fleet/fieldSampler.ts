import type { RunningCounts } from './runningCounts.ts'
import type { FleetStore } from './store.ts'

/** Notes from time to time how many devices run what, so that it can be drawn. */
export interface FieldSampler {
  /** Samples when it is time and something changed. Throws what the store throws. */
  sample(): Promise<void>
}

const every = 5 * 60 * 1000

export function createFieldSampler(
  running: RunningCounts,
  store: Pick<FleetStore, 'sample'>,
  { now, monotonic }: { now: () => number; monotonic: () => number },
): FieldSampler {
  let due = monotonic()
  let last = ''
  return {
    sample: async () => {
      if (monotonic() < due) return
      due = monotonic() + every
      const counts = running.list()
      const text = JSON.stringify(counts)
      if (text === last) return
      await store.sample(now(), counts)
      last = text
    },
  }
}
