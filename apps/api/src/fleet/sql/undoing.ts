import { setImmediate as breathe } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { inDurableTransaction, inTransaction } from '../../database/transactions.ts'
import type { FleetStore, StoredQuarantine } from '../store.ts'
import { putBack, type Undoable, type Was, wouldChange } from './actions.ts'
import { actionWords } from './changeWords.ts'
import { storable } from './deviceRow.ts'
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
        .where('name', '=', storable(name))
        .executeTakeFirst()
      if (!kept || at - kept.at > day) return null
      const action = JSON.parse(kept.action) as Undoable
      let undone = 0
      for (let after = 0; ; ) {
        const chunk = await inTransaction(database, async (step) => {
          const sequence = await nextSequence(step)
          const taken = await takeSome(step, name, after)
          const left = action.do === 'lift' ? await stillFailing(step, taken, kept.at) : taken
          return { last: taken.at(-1), undone: await undoWithin(step, { action, by, at, sequence }, left) }
        })
        undone += chunk.undone
        if (chunk.last === undefined) break
        after = chunk.last.row
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
    for (let after = 0; ; ) {
      const last = (await takeSome(database, name, after)).at(-1)
      if (last === undefined) break
      after = last.row
      await breathe()
    }
    await database.deleteFrom('undoable').where('name', '=', name).execute()
  }
}

/** `was` is JSON of what the action replaced. */
interface Taken {
  row: number
  was: string | null
}

/** The next after `after`, which is where PostgreSQL finds them without walking over those that were taken before. */
async function takeSome(step: Database, name: string, after: number): Promise<Taken[]> {
  const taken = await step
    .selectFrom('undoable_devices')
    .select(['row', 'was'])
    .where('name', '=', name)
    .where('row', '>', after)
    .orderBy('row')
    .limit(atOnce)
    .execute()
  const last = taken.at(-1)
  if (last === undefined) return []
  await step
    .deleteFrom('undoable_devices')
    .where('name', '=', name)
    .where('row', '>', after)
    .where('row', '<=', last.row)
    .execute()
  return taken
}

/** Without the builds that devices have come to run since `at`, when they were lifted. */
async function stillFailing(step: Database, taken: Taken[], at: number): Promise<Taken[]> {
  const rows = taken.map(({ row }) => row)
  if (rows.length === 0) return []
  const confirmed = await step
    .selectFrom('attempts')
    .select(['row', 'sha256'])
    .where('row', 'in', rows)
    .where('state', '=', 'confirmed')
    .where('changed_at', '>=', at)
    .execute()
  const runs = new Set(confirmed.map(({ row, sha256 }) => `${row} ${sha256}`))
  return taken.flatMap(({ row, was }) => {
    const lifted = JSON.parse(was ?? '[]') as StoredQuarantine[]
    const left = lifted.filter(({ sha256 }) => !runs.has(`${row} ${sha256}`))
    return left.length === 0 ? [] : [{ row, was: JSON.stringify(left) }]
  })
}

async function undoWithin(
  step: Database,
  { action, by, at, sequence }: { action: Undoable; by: string; at: number; sequence: number },
  taken: Taken[],
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
  for (const [was, some] of byWas) {
    await putBack(step, action, JSON.parse(was) as Was, { rows: some, sequence })
  }
  const change = `undone: ${action.do === 'lift' ? 'back-off lifted' : actionWords(action)}`
  await recordWithin(
    step,
    [...rows].map((row) => ({ row, at, detail: { kind: 'assigned', by, change } })),
  )
  return rows.size
}
