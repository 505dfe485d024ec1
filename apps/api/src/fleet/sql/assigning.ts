import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { FleetStore, StoredEvent, StoredQuarantine } from '../store.ts'
import { act, type Undoable, type Was, wouldChange } from './actions.ts'
import { actionWords } from './changeWords.ts'
import type { Searched } from './finding.ts'
import { inSteps } from './inSteps.ts'
import { recordWithin } from './presence.ts'
import { storedByRows } from './reading.ts'
import { selected } from './selecting.ts'
import { nextSequence } from './sequence.ts'
import type { FleetTables } from './tables.ts'
import { forgetOldUndos } from './undoing.ts'

type Database = Kysely<FleetTables>

/** Devices changed in one transaction. */
const atOnce = 200

/** Actions on many devices. Each transaction is complete by itself: what was changed when a server is killed can be undone. */
export function assigning(searched: Searched): Pick<FleetStore, 'assign' | 'preview'> {
  const { database } = searched
  return {
    assign: async (selection, action, by, at) => {
      await forgetOldUndos(database, at)
      const { rows } = selected(searched, selection, [wouldChange(action)])
      const undo = randomUUID()
      const changed = await inSteps(database, rows, atOnce, (step, chunk) =>
        assignWithin(step, { undo, action, by, at }, chunk),
      )
      return { changed, undo: changed > 0 ? undo : null }
    },

    preview: async (selection, action, limit) => {
      const changing = selected(searched, selection, [wouldChange(action)])
      const [matched, changes] = [await selected(searched, selection).count(), await changing.count()]
      return { matched, changes, first: await storedByRows(database, await changing.rows(0, limit)) }
    },
  }
}

async function assignWithin(
  step: Database,
  { undo, action, by, at }: { undo: string; action: Undoable; by: string; at: number },
  chunk: number[],
): Promise<number> {
  const sequence = await nextSequence(step)
  // Again, because another operator may have come between.
  const still = await step
    .selectFrom('devices')
    .select('row')
    .where('row', 'in', chunk)
    .where(wouldChange(action))
    .orderBy('row')
    .execute()
  const rows = still.map(({ row }) => row)
  if (rows.length === 0) return 0
  const was = await act(step, action, { rows, sequence })
  await step
    .insertInto('undoable')
    .values({ name: undo, at, action: JSON.stringify(action) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await step
    .insertInto('undoable_devices')
    .values(rows.map((row) => ({ name: undo, row, was: JSON.stringify(was.get(row) ?? null) })))
    .execute()
  await recordWithin(
    step,
    rows.flatMap((row) => eventsOf(row, action, was.get(row) ?? null, by, at)),
  )
  return rows.length
}

function eventsOf(row: number, action: Undoable, was: Was, by: string, at: number): StoredEvent[] {
  if (action.do !== 'lift')
    return [{ row, at, detail: { kind: 'assigned', by, change: actionWords(action) } }]
  return (was as StoredQuarantine[]).map(({ version }) => ({
    row,
    at,
    detail: { kind: 'lifted', by, version },
  }))
}
