import { setImmediate as breathe } from 'node:timers/promises'
import { inTransaction } from '../../database/transactions.ts'
import type { FleetStore } from '../store.ts'
import type { Searched } from './finding.ts'
import { halfDone } from './halfDone.ts'
import { removeDevices } from './removing.ts'
import { selected } from './selecting.ts'
import { keepChanges, nextSequence } from './sequence.ts'

/** Devices forgotten in one transaction. */
const atOnce = 300

export function forgetting(searched: Searched): Pick<FleetStore, 'forget'> {
  const { database } = searched
  return {
    forget: async (selection) => {
      const { rows } = selected(searched, selection)
      let forgotten = 0
      try {
        for (let after = 0; ; ) {
          const chunk = await rows(after, atOnce)
          const last = chunk.at(-1)
          if (last === undefined) break
          after = last
          forgotten += await inTransaction(database, async (step) =>
            removeDevices(step, chunk, await nextSequence(step)),
          )
          await breathe()
        }
        if (forgotten > 0) await keepChanges(database)
        return forgotten
      } catch (error) {
        throw halfDone(forgotten, error)
      }
    },
  }
}
