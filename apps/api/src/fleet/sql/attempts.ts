import { openStates } from '@cyberdeck-ota/core'
import { type Kysely, sql } from 'kysely'
import { engineOf } from '../../database/engine.ts'
import { inTransaction } from '../../database/transactions.ts'
import { lockRevision } from '../../registry/revisionLock.ts'
import type { AttemptChange, FleetStore, Opened, StoredAttempt } from '../store.ts'
import { fromAttempt, toAttempt, toQuarantine } from './attemptRow.ts'
import { recordWithin } from './presence.ts'
import { inChunks } from './reading.ts'
import { sliced, writeSlices } from './slices.ts'
import type { FleetTables } from './tables.ts'

type Database = Kysely<FleetTables>

/** Bytes never go back, and a report that was on its way is no longer of a closed attempt. */
const progress = sliced(
  ['bigint', 'bigint', 'text'],
  [64, 8, 1],
  (values) => sql`
    update attempts set acknowledged = v.column2, state = v.column3
    from ${values} as v
    where attempts.id = v.column1 and attempts.acknowledged <= v.column2
      and attempts.state in ('offered', 'downloading')`,
)

/** Undoes a transaction; never seen outside. */
class Withdrawn extends Error {}

/** @param revision of the registry, as `createSqlFleetStore` has it */
export function keepingAttempts(
  database: Database,
  revision: (() => number) | null,
): Pick<
  FleetStore,
  'loadUnsettled' | 'open' | 'move' | 'progress' | 'latestAttempt' | 'openAttempts' | 'attempts'
> {
  const newest = (row: number, limit: number) =>
    database
      .selectFrom('attempts')
      .selectAll()
      .where('row', '=', row)
      .orderBy('id', 'desc')
      .limit(limit)
      .execute()

  const isAt = async (step: Database, expected: number) =>
    (revision ? revision() : await lockRevision(step)) === expected

  return {
    loadUnsettled: async () => {
      const attempts = await database
        .selectFrom('attempts')
        .selectAll()
        .where((where) => where.or([where('settled', '=', 0), where('id', 'in', latestOfFailing(database))]))
        .orderBy('id')
        .execute()
      const quarantines = await database.selectFrom('quarantines').selectAll().execute()
      return { attempts: attempts.map(toAttempt), quarantines: quarantines.map(toQuarantine) }
    },

    open: async (attempt, expected) => {
      try {
        return await inTransaction(database, async (step): Promise<Opened> => {
          if (!(await isAt(step, expected))) return 'revision-moved'
          const opened = await insertOpen(step, attempt)
          // On SQLite the registry lies in a file beside the database, and may have moved on since.
          if (typeof opened === 'object' && revision && revision() !== expected) throw new Withdrawn()
          return opened
        })
      } catch (error) {
        if (error instanceof Withdrawn) return 'revision-moved'
        throw error
      }
    },

    move: (change) => inTransaction(database, (step) => moveWithin(step, change)),

    progress: (batch) =>
      writeSlices(
        database,
        progress,
        batch
          .toSorted((one, other) => one.id - other.id)
          .map(({ id, acknowledged, state }) => [id, acknowledged, state]),
      ),

    latestAttempt: async (row) => {
      const [latest] = await newest(row, 1)
      return latest ? toAttempt(latest) : null
    },
    openAttempts: async (rows) => {
      const found = await inChunks(rows, (chunk) =>
        database
          .selectFrom('attempts')
          .selectAll()
          .where('row', 'in', chunk)
          .where('state', 'in', openStates)
          .execute(),
      )
      return found.map(toAttempt)
    },
    attempts: async (row, limit) => (await newest(row, limit)).map(toAttempt),
  }
}

function latestOfFailing(database: Database) {
  const failing = database.selectFrom('quarantines').select('row')
  return database
    .selectFrom('attempts')
    .select(({ fn }) => fn.max('id').as('latest'))
    .where('row', 'in', failing)
    .groupBy('row')
}

async function insertOpen(step: Database, attempt: Omit<StoredAttempt, 'id' | 'settled'>): Promise<Opened> {
  // On PostgreSQL keeps the device from being forgotten, merged or held meanwhile.
  const device = step.selectFrom('devices').select('hold').where('row', '=', attempt.row)
  const known = await (engineOf(step) === 'postgres' ? device.forShare() : device).executeTakeFirst()
  if (!known) return 'unknown-device'
  if (known.hold === 1) return 'held'
  const inserted = await step
    .insertInto('attempts')
    .values(fromAttempt({ ...attempt, settled: false }))
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return 'already-open'
  const { id } = inserted
  await step
    .updateTable('attempts')
    .set({ settled: 1 })
    .where('row', '=', attempt.row)
    .where('settled', '=', 0)
    .where('id', '<>', id)
    .execute()
  const { row, version, state, evidence, openedAt: at } = attempt
  await recordWithin(step, [{ row, at, detail: { kind: 'attempt', attempt: id, version, state, evidence } }])
  return { ...attempt, id, settled: false }
}

async function moveWithin(step: Database, change: AttemptChange): Promise<boolean> {
  const { attempt, was, quarantine, events } = change
  const { state, evidence, acknowledged, approximate, changed_at, settled } = fromAttempt(attempt)
  const { numUpdatedRows } = await step
    .updateTable('attempts')
    .set({ state, evidence, acknowledged, approximate, changed_at, settled })
    .where('id', '=', attempt.id)
    // Another one since the device was merged or forgotten.
    .where('row', '=', attempt.row)
    .where('state', '=', was)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) return false
  if (quarantine === null) {
    await step
      .deleteFrom('quarantines')
      .where('row', '=', attempt.row)
      .where('sha256', '=', attempt.sha256)
      .execute()
  } else if (quarantine !== undefined) {
    const { row, sha256, ...rest } = quarantine
    await step
      .insertInto('quarantines')
      .values({ row, sha256, ...rest })
      .onConflict((conflict) => conflict.columns(['row', 'sha256']).doUpdateSet(rest))
      .execute()
  }
  await recordWithin(step, events)
  return true
}
