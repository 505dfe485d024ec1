import type { Kysely } from 'kysely'
import { inDurableTransaction } from '../../database/transactions.ts'
import type { FleetStore, StoredDevice } from '../store.ts'
import { changeWords } from './changeWords.ts'
import { storable, titleOf } from './deviceRow.ts'
import { recordWithin } from './presence.ts'
import { rowsByIds, storedByRows } from './reading.ts'
import { nextSequence } from './sequence.ts'
import type { FleetTables } from './tables.ts'

type Database = Kysely<FleetTables>

/** What is assigned to one device. */
export function patching(database: Database): Pick<FleetStore, 'find' | 'patch'> {
  return {
    find: (id) => findDevice(database, id),

    patch: (id, patch, by, at) =>
      inDurableTransaction(database, async (step) => {
        const sequence = await nextSequence(step)
        const device = await findDevice(step, id)
        if (!device) return null
        const { row, assigned: was } = device
        const is = { ...was, ...patch }
        is.name = storable(is.name)
        is.notes = storable(is.notes)
        is.tags = [...new Set(is.tags)].toSorted()
        const change = changeWords(was, is)
        if (change === '') return device
        const { tags, hold, ...rest } = is
        await step
          .updateTable('devices')
          .set({ ...rest, hold: hold ? 1 : 0, title: titleOf(is.name, device.id), changed: sequence })
          .where('row', '=', row)
          .execute()
        await setTags(step, row, tags)
        await recordWithin(step, [{ row, at, detail: { kind: 'assigned', by, change } }])
        return { ...device, assigned: is }
      }),
  }
}

async function findDevice(database: Database, id: string): Promise<StoredDevice | null> {
  const [device] = await storedByRows(database, [...(await rowsByIds(database, [id])).values()])
  return device ?? null
}

export async function setTags(step: Database, row: number, tags: string[]): Promise<void> {
  await step.deleteFrom('device_tags').where('row', '=', row).execute()
  if (tags.length === 0) return
  await step
    .insertInto('device_tags')
    .values(tags.map((tag) => ({ tag, row })))
    .execute()
}
