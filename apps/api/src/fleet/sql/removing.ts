import type { Kysely } from 'kysely'
import type { FleetTables } from './tables.ts'

/** Removes devices with everything that refers to them, and notes it for the memory of each replica. */
export async function removeDevices(
  step: Kysely<FleetTables>,
  rows: number[],
  sequence: number,
): Promise<number> {
  const removed = await step.deleteFrom('devices').where('row', 'in', rows).returning('row').execute()
  if (removed.length === 0) return 0
  await step
    .insertInto('device_removals')
    .values(removed.map(({ row }) => ({ row, sequence })))
    .execute()
  return removed.length
}
