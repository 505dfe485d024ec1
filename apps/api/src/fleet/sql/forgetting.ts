import type { FleetStore } from '../store.ts'
import type { Searched } from './finding.ts'
import { inSteps } from './inSteps.ts'
import { removeDevices } from './removing.ts'
import { selected } from './selecting.ts'
import { nextSequence } from './sequence.ts'

/** Devices forgotten in one transaction. */
const atOnce = 300

export function forgetting(searched: Searched): Pick<FleetStore, 'forget'> {
  const { database } = searched
  return {
    forget: async (selection) => {
      const { rows } = selected(searched, selection)
      return inSteps(database, rows, atOnce, async (step, chunk) =>
        removeDevices(step, chunk, await nextSequence(step)),
      )
    },
  }
}
