import { openStates } from '@cyberdeck-ota/core'
import { type Kysely, sql } from 'kysely'
import { inDurableTransaction } from '../../database/transactions.ts'
import type { FleetStore, StoredDevice, StoredEvent } from '../store.ts'
import { titleOf } from './deviceRow.ts'
import { setTags } from './patching.ts'
import { recordWithin } from './presence.ts'
import { rowsByIds, storedByRows } from './reading.ts'
import { removeDevices } from './removing.ts'
import { nextSequence } from './sequence.ts'
import type { FleetTables } from './tables.ts'

type Step = Kysely<FleetTables>

/** What a device last said and where it stands, which is taken from the record that was heard of last. */
const said = [
  'client',
  'product',
  'reported_board',
  'reported_channel',
  'version',
  'mode',
  'running_sha256',
  'running_md5',
  'free_space',
  'sketch_size',
  'flash_size',
  'sdk',
  'address',
  'state',
  'reason',
  'target',
  'runs',
  'board',
  'chip',
  'said_key',
  'version_key',
  'mislabelled',
] as const

export function merging(database: Kysely<FleetTables>): Pick<FleetStore, 'merge'> {
  return {
    merge: (into, from, by, at, alias = true) =>
      inDurableTransaction(database, async (step) => {
        const sequence = await nextSequence(step)
        const rows = await rowsByIds(step, [into, from])
        const [to, gone] = [rows.get(into), rows.get(from)]
        if (to === undefined || gone === undefined || to === gone) return false
        const [kept, vanishing] = await storedByRows(step, [to, gone])
        if (!kept || !vanishing) return false
        await moveHistory(step, to, gone)
        await moveAttempts(step, to, gone, at)
        await mergePresence(step, kept, vanishing)
        await mergeAssigned(step, kept, vanishing, { by, at, sequence })
        await removeDevices(step, [gone], sequence)
        if (alias) await giveAliases(step, to, [vanishing.id, ...vanishing.aliases])
        return true
      }),
  }
}

async function moveHistory(step: Step, to: number, gone: number): Promise<void> {
  for (const table of ['device_events', 'device_aliases'] as const) {
    await step.updateTable(table).set({ row: to }).where('row', '=', gone).execute()
  }
  // A build that failed under both ids failed as often as both say, and waits for the longer of the two.
  await sql`
    insert into quarantines (row, sha256, product, version, aborted, failed, until)
    select cast(${to} as bigint), sha256, product, version, aborted, failed, until
    from quarantines where row = ${gone}
    on conflict (row, sha256) do update set
      aborted = quarantines.aborted + excluded.aborted,
      failed = quarantines.failed + excluded.failed,
      until = case
        when quarantines.until is null or excluded.until is null then null
        when quarantines.until > excluded.until then quarantines.until
        else excluded.until
      end`.execute(step)
}

/** Of two open attempts only the newer one can be under way: the board asked again when it began that. */
async function moveAttempts(step: Step, to: number, gone: number, at: number): Promise<void> {
  const open = await step
    .selectFrom('attempts')
    .select('id')
    .where('row', 'in', [to, gone])
    .where('state', 'in', openStates)
    .orderBy('id', 'desc')
    .execute()
  const older = open.slice(1).map(({ id }) => id)
  if (older.length > 0) {
    await step
      .updateTable('attempts')
      .set({ state: 'aborted', evidence: JSON.stringify({ code: 'asked-again' }), changed_at: at })
      .where('id', 'in', older)
      .execute()
  }
  await step.updateTable('attempts').set({ row: to }).where('row', '=', gone).execute()
  // Something is expected of the last one at most.
  await step
    .updateTable('attempts')
    .set({ settled: 1 })
    .where('row', '=', to)
    .where('id', '<', (last) =>
      last
        .selectFrom('attempts')
        .select(({ fn }) => fn.max('id').as('id'))
        .where('row', '=', to),
    )
    .execute()
}

async function mergePresence(step: Step, kept: StoredDevice, vanishing: StoredDevice): Promise<void> {
  const isNewer = vanishing.lastSeenAt > kept.lastSeenAt
  const { lastSeenAt, interval, patience } = isNewer ? vanishing : kept
  await step
    .updateTable('presence')
    .set({
      last_seen: lastSeenAt,
      polls: kept.polls + vanishing.polls,
      interval_ms: interval,
      patience,
    })
    .where('row', '=', kept.row)
    .execute()
  if (!isNewer) return
  await sql`
    update devices set ${sql.join(said.map((name) => sql`${sql.id(name)} = newer.${sql.id(name)}`))}
    from (select * from devices where row = ${vanishing.row}) as newer
    where devices.row = ${kept.row}`.execute(step)
}

/** What is assigned to the kept one counts; what only the other one had is kept too, and a hold of either. */
async function mergeAssigned(
  step: Step,
  kept: StoredDevice,
  vanishing: StoredDevice,
  { by, at, sequence }: { by: string; at: number; sequence: number },
): Promise<void> {
  const [one, other] = [kept.assigned, vanishing.assigned]
  const name = one.name ?? other.name
  await step
    .updateTable('devices')
    .set({
      name,
      title: titleOf(name, kept.id),
      notes: one.notes || other.notes,
      channel: one.channel ?? other.channel,
      pin: one.pin ?? other.pin,
      hold: one.hold || other.hold ? 1 : 0,
      first_seen: Math.min(kept.firstSeenAt, vanishing.firstSeenAt),
      changed: sequence,
    })
    .where('row', '=', kept.row)
    .execute()
  await setTags(step, kept.row, [...new Set([...one.tags, ...other.tags])])
  const event = (detail: StoredEvent['detail']) => ({ row: kept.row, at, detail })
  const events = [event({ kind: 'merged', by, id: vanishing.id })]
  // The kept one has notes of its own, and these are not lost either.
  if (one.notes && other.notes && one.notes !== other.notes) {
    events.push(event({ kind: 'assigned', by, change: `notes of ${vanishing.id}: ${other.notes}` }))
  }
  await recordWithin(step, events)
}

async function giveAliases(step: Step, to: number, aliases: string[]): Promise<void> {
  await step
    .insertInto('device_aliases')
    .values(aliases.map((alias) => ({ alias, row: to })))
    .onConflict((conflict) => conflict.column('alias').doUpdateSet({ row: to }))
    .execute()
}
