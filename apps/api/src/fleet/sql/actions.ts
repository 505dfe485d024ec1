import type { DeviceAction } from '@cyberdeck-ota/schema'
import { type Kysely, sql } from 'kysely'
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

/** Does it to `rows`, all of which it changes; returns what it replaced on each. */
export async function act(step: Step, action: Undoable, rows: number[]): Promise<Map<number, Was>> {
  switch (action.do) {
    case 'pin':
    case 'channel': {
      const value = action.do === 'pin' ? action.version : action.channel
      const was = await step
        .selectFrom('devices')
        .select(['row', `${action.do} as was`])
        .where('row', 'in', rows)
        .execute()
      await step
        .updateTable('devices')
        .set({ [action.do]: value })
        .where('row', 'in', rows)
        .execute()
      return new Map(was.map((device) => [device.row, device.was]))
    }
    case 'hold':
      await step
        .updateTable('devices')
        .set({ hold: action.hold ? 1 : 0 })
        .where('row', 'in', rows)
        .execute()
      break
    case 'tag':
      await step
        .insertInto('device_tags')
        .values(rows.map((row) => ({ tag: action.tag, row })))
        .execute()
      break
    case 'untag':
      await step.deleteFrom('device_tags').where('tag', '=', action.tag).where('row', 'in', rows).execute()
      break
    case 'lift': {
      const lifted = await step.deleteFrom('quarantines').where('row', 'in', rows).returningAll().execute()
      return new Map(rows.map((row) => [row, lifted.filter((one) => one.row === row).map(toQuarantine)]))
    }
  }
  return new Map(rows.map((row) => [row, null]))
}

/** Puts back what {@link act} replaced with `was` on `rows`. */
export async function putBack(step: Step, action: Undoable, was: Was, rows: number[]): Promise<void> {
  switch (action.do) {
    case 'pin':
    case 'channel':
      await step
        .updateTable('devices')
        .set({ [action.do]: was })
        .where('row', 'in', rows)
        .execute()
      break
    case 'hold':
      await act(step, { do: 'hold', hold: !action.hold }, rows)
      break
    case 'tag':
      await act(step, { do: 'untag', tag: action.tag }, rows)
      break
    case 'untag':
      await act(step, { do: 'tag', tag: action.tag }, rows)
      break
    case 'lift':
      await step
        .insertInto('quarantines')
        .values(was as StoredQuarantine[])
        // Attempts that failed since tell more.
        .onConflict((conflict) => conflict.doNothing())
        .execute()
  }
}
