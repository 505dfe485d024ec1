import { setImmediate as breathe } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { inDurableTransaction, inTransaction } from '../../database/transactions.ts'
import type { FleetStore } from '../store.ts'
import { putBack, type Undoable, type Was, wouldChange } from './actions.ts'
import { actionWords } from './changeWords.ts'
import { recordWithin } from './presence.ts'
import { nextSequence } from './sequence.ts'
import type { FleetTables } from './tables.ts'

type Database = Kysely<FleetTables>

const day = 86_400_000
const atOnce = 200

/** Takes actions back. What somebody changed again since stays as it is. */
export function undoing(database: Database): Pick<FleetStore, 'undo'> {
  return {
    undo: async (name, by, at) => {
      const kept = await database
        .selectFrom('undoable')
        .selectAll()
        .where('name', '=', name)
        .executeTakeFirst()
      if (!kept || at - kept.at > day) return null
      const action = JSON.parse(kept.action) as Undoable
      let undone = 0
      for (;;) {
        const chunk = await inTransaction(database, async (step) => {
          const sequence = await nextSequence(step)
          const taken = await takeSome(step, name)
          return { taken: taken.length, undone: await undoWithin(step, { action, by, at, sequence }, taken) }
        })
        undone += chunk.undone
        if (chunk.taken < atOnce) break
        await breathe()
      }
      await inDurableTransaction(database, (step) =>
        step.deleteFrom('undoable').where('name', '=', name).execute(),
      )
      return undone
    },
  }
}

/** Forgets what can no longer be undone. */
export async function forgetOldUndos(database: Database, now: number): Promise<void> {
  const old = await database
    .selectFrom('undoable')
    .select('name')
    .where('at', '<', now - day)
    .execute()
  for (const { name } of old) {
    while ((await takeSome(database, name)).length === atOnce) await breathe()
    await database.deleteFrom('undoable').where('name', '=', name).execute()
  }
}

async function takeSome(step: Database, name: string): Promise<{ row: number; was: string | null }[]> {
  const some = step
    .selectFrom('undoable_devices')
    .select('row')
    .where('name', '=', name)
    .orderBy('row')
    .limit(atOnce)
  return step
    .deleteFrom('undoable_devices')
    .where('name', '=', name)
    .where('row', 'in', some)
    .returning(['row', 'was'])
    .execute()
}

async function undoWithin(
  step: Database,
  { action, by, at, sequence }: { action: Undoable; by: string; at: number; sequence: number },
  taken: { row: number; was: string | null }[],
): Promise<number> {
  if (taken.length === 0) return 0
  const asLeft = await step
    .selectFrom('devices')
    .select('row')
    .where(
      'row',
      'in',
      taken.map(({ row }) => row),
    )
    .$if(action.do !== 'lift', (query) => query.where(sql<boolean>`not (${wouldChange(action)})`))
    .execute()
  const rows = new Set(asLeft.map(({ row }) => row))
  if (rows.size === 0) return 0
  const byWas = new Map<string, number[]>()
  for (const { row, was } of taken) {
    if (rows.has(row)) byWas.set(was ?? 'null', [...(byWas.get(was ?? 'null') ?? []), row])
  }
  for (const [was, some] of byWas) await putBack(step, action, JSON.parse(was) as Was, some)
  await step
    .updateTable('devices')
    .set({ changed: sequence })
    .where('row', 'in', [...rows])
    .execute()
  const change = `undone: ${action.do === 'lift' ? 'back-off lifted' : actionWords(action)}`
  await recordWithin(
    step,
    [...rows].map((row) => ({ row, at, detail: { kind: 'assigned', by, change } })),
  )
  return rows.size
}
