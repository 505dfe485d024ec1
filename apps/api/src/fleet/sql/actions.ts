import type { DeviceAction } from '@cyberdeck-ota/schema'
import { type Kysely, sql, type Updateable } from 'kysely'
import type { StoredQuarantine } from '../store.ts'
import { toQuarantine } from './attemptRow.ts'
import type { Condition } from './conditions.ts'
import type { FleetTables } from './tables.ts'

type Step = Kysely<FleetTables>

/** An action that can be undone. */
export type Undoable = Exclude<DeviceAction, { do: 'forget' }>

/** What an action replaced on one device, so that it can be put back; null where the action itself tells. */
export type Was = string | null | StoredQuarantine[]

/** Holds of `devices` that the action would change. */
export function wouldChange(action: DeviceAction): Condition {
  switch (action.do) {
    case 'pin':
      return sql`coalesce(devices.pin, '') <> ${action.version ?? ''}`
    case 'hold':
      return sql`devices.hold <> ${action.hold ? 1 : 0}`
    case 'channel':
      return sql`coalesce(devices.channel, '') <> ${action.channel ?? ''}`
    case 'tag':
      return sql`not ${hasTag(action.tag)}`
    case 'untag':
      return hasTag(action.tag)
    case 'lift':
      return sql`exists (select 1 from quarantines where quarantines.row = devices.row)`
    case 'forget':
      return sql`true`
  }
}

function hasTag(tag: string): Condition {
  return sql`exists (select 1 from device_tags where device_tags.row = devices.row and tag = ${tag})`
}

/** Rows of devices that a change of the number `sequence` is about. */
export interface Changing {
  rows: number[]
  sequence: number
}

/** Does it to devices all of which it changes; returns what it replaced on each. */
export async function act(step: Step, action: Undoable, changing: Changing): Promise<Map<number, Was>> {
  const { rows } = changing
  switch (action.do) {
    case 'pin':
    case 'channel': {
      const was = await step
        .selectFrom('devices')
        .select(['row', `${action.do} as was`])
        .where('row', 'in', rows)
        .execute()
      await change(step, changing, { [action.do]: action.do === 'pin' ? action.version : action.channel })
      return new Map(was.map((device) => [device.row, device.was]))
    }
    case 'hold':
      await change(step, changing, { hold: action.hold ? 1 : 0 })
      break
    case 'tag':
      await step
        .insertInto('device_tags')
        .values(rows.map((row) => ({ tag: action.tag, row })))
        .execute()
      await change(step, changing)
      break
    case 'untag':
      await step.deleteFrom('device_tags').where('tag', '=', action.tag).where('row', 'in', rows).execute()
      await change(step, changing)
      break
    case 'lift': {
      const lifted = await step.deleteFrom('quarantines').where('row', 'in', rows).returningAll().execute()
      await change(step, changing)
      return new Map(rows.map((row) => [row, lifted.filter((one) => one.row === row).map(toQuarantine)]))
    }
  }
  return new Map(rows.map((row) => [row, null]))
}

/** Puts back what {@link act} replaced with `was` on devices. */
export async function putBack(step: Step, action: Undoable, was: Was, changing: Changing): Promise<void> {
  switch (action.do) {
    case 'pin':
    case 'channel':
      await change(step, changing, { [action.do]: was })
      break
    case 'hold':
      await act(step, { do: 'hold', hold: !action.hold }, changing)
      break
    case 'tag':
      await act(step, { do: 'untag', tag: action.tag }, changing)
      break
    case 'untag':
      await act(step, { do: 'tag', tag: action.tag }, changing)
      break
    case 'lift':
      await step
        .insertInto('quarantines')
        .values(was as StoredQuarantine[])
        // Attempts that failed since tell more.
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      await change(step, changing)
  }
}

/** One update, because each of them writes a row of PostgreSQL and all its places in indexes anew. */
async function change(
  step: Step,
  { rows, sequence }: Changing,
  to: Updateable<FleetTables['devices']> = {},
): Promise<void> {
  await step
    .updateTable('devices')
    .set({ ...to, changed: sequence })
    .where('row', 'in', rows)
    .execute()
}
