import { setImmediate as breathe } from 'node:timers/promises'
import { Refusal } from '@cyberdeck-ota/core'
import type { Kysely } from 'kysely'
import { inTransaction } from '../../database/transactions.ts'
import { keepChanges } from './sequence.ts'
import type { FleetTables } from './tables.ts'

type Database = Kysely<FleetTables>

/**
 * Changes many devices, some in each transaction, so that polls and attempts wait for none of them long.
 *
 * @param rows the next so many devices behind a row
 * @param atOnce devices in one transaction
 * @param within changes them, and tells how many it did
 * @returns how many were changed. Rejects with a `Refusal` that says so when the database failed half way
 */
export async function inSteps(
  database: Database,
  rows: (after: number, limit: number) => Promise<number[]>,
  atOnce: number,
  within: (step: Database, chunk: number[]) => Promise<number>,
): Promise<number> {
  let changed = 0
  try {
    for (let after = 0; ; ) {
      const chunk = await rows(after, atOnce)
      const last = chunk.at(-1)
      if (last === undefined) break
      after = last
      changed += await inTransaction(database, (step) => within(step, chunk))
      await breathe()
    }
    if (changed > 0) await keepChanges(database)
    return changed
  } catch (error) {
    throw halfDone(changed, error)
  }
}

/** What is done stays done. */
function halfDone(changed: number, cause: unknown): unknown {
  if (changed === 0) return cause
  const refusal = new Refusal(
    'internal-error',
    `The database failed after ${changed.toLocaleString('en')} of the devices were done, and these stay so; the server’s log says why. Do it again for the others.`,
  )
  refusal.cause = cause
  return refusal
}
