import { type Kysely, sql } from 'kysely'
import type { FleetStore, StoredEvent } from '../store.ts'
import {
  derivedColumns,
  derivedValues,
  keyOf,
  reportedColumns,
  reportedValues,
  standingColumns,
  standingValues,
} from './deviceRow.ts'
import { type Parameter, sliced, writeSlices } from './slices.ts'
import type { FleetTables } from './tables.ts'

/** What is this much later than now, ms, was written while a clock was wrong: no two servers' clocks are that far apart. */
const wrongClock = 60 * 60 * 1000

/** Another replica may have heard of the device later, and both counted. */
const seen = sliced(
  ['bigint', 'bigint', 'bigint', 'bigint', 'bigint'],
  [256, 32, 1],
  (values) => sql`
    update presence set
      polls = polls + v.column3,
      interval_ms = coalesce(v.column4, interval_ms),
      patience = v.column5,
      last_seen = case
        when v.column2 > last_seen or last_seen - v.column2 > ${sql.lit(wrongClock)} then v.column2
        else last_seen
      end
    from ${values} as v where presence.row = v.column1`,
)

const reportColumns = { identity: 'text', ...reportedColumns, ...standingColumns, ...derivedColumns } as const

const report = sliced(['bigint', ...Object.values(reportColumns)], [32, 4, 1], (values) => {
  const assignments = Object.keys(reportColumns).map(
    (column, index) => sql`${sql.id(column)} = v.${sql.id(`column${index + 2}`)}`,
  )
  return sql`update devices set ${sql.join(assignments)} from ${values} as v where devices.row = v.column1`
})

const stand = sliced(['bigint', ...Object.values(standingColumns), 'text'], [128, 32, 4, 1], (values) => {
  const assignments = Object.keys(standingColumns).map(
    (column, index) => sql`${sql.id(column)} = v.${sql.id(`column${index + 2}`)}`,
  )
  return sql`
    update devices set ${sql.join(assignments)},
      version_key = case when v.column8 = '' then said_key else v.column8 end,
      mislabelled = case when v.column8 <> '' and said_key <> '' and said_key <> v.column8 then 1 else 0 end
    from ${values} as v where devices.row = v.column1`
})

const record = sliced(
  ['bigint', 'bigint', 'text'],
  [64, 8, 1],
  (values) => sql`
    insert into device_events (row, at, detail)
    select column1, column2, column3 from ${values} as v
    where exists (select 1 from devices where devices.row = v.column1)`,
)

/** What polls leave behind. Rows are written in their order, so that two replicas never wait for each other in a ring. */
export function writingPresence(
  database: Kysely<FleetTables>,
): Pick<FleetStore, 'seen' | 'report' | 'stand' | 'record'> {
  return {
    seen: (batch) =>
      writeSlices(
        database,
        seen,
        inOrder(batch).map(({ row, lastSeenAt, polls, interval, patience }) => [
          row,
          lastSeenAt,
          polls,
          interval,
          patience,
        ]),
      ),
    report: (batch) =>
      writeSlices(
        database,
        report,
        inOrder(batch).map(({ row, identity, reported, standing }) => [
          row,
          identity,
          ...reportedValues(reported),
          ...standingValues(standing),
          ...derivedValues(reported.version, standing.runs),
        ]),
      ),
    stand: (batch) =>
      writeSlices(
        database,
        stand,
        inOrder(batch).map(({ row, standing }) => [row, ...standingValues(standing), keyOf(standing.runs)]),
      ),
    record: (events) => writeSlices(database, record, events.map(eventValues)),
  }
}

/** Writes events as part of a transaction. */
export async function recordWithin(step: Kysely<FleetTables>, events: StoredEvent[]): Promise<void> {
  for (const slice of record(events.map(eventValues))) await slice.run(step)
}

const eventValues = ({ row, at, detail }: StoredEvent): Parameter[] => [row, at, JSON.stringify(detail)]

function inOrder<T extends { row: number }>(batch: T[]): T[] {
  return batch.toSorted((one, other) => one.row - other.row)
}
