import { setImmediate as breathe } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { LoadedDevice, StoredDevice } from '../store.ts'
import { loadedColumns, storable, storedColumns, toLoaded, toStored } from './deviceRow.ts'
import type { FleetTables } from './tables.ts'

type Database = Kysely<FleetTables>

/** Parameters in one statement; both engines take more. */
const mostAtOnce = 500

export async function loadedByRows(database: Database, rows: number[]): Promise<LoadedDevice[]> {
  const aliases = await aliasesOf(database, rows)
  const found = await inChunks(rows, (chunk) =>
    database
      .selectFrom('devices')
      .innerJoin('presence', 'presence.row', 'devices.row')
      .select(loadedColumns)
      .where('devices.row', 'in', chunk)
      .execute(),
  )
  return inOrderOf(
    rows,
    found.map((row) => toLoaded(row, aliases.get(row.row) ?? [])),
  )
}

/** In the order of `rows`; those that are no more are left out. */
export async function storedByRows(database: Database, rows: number[]): Promise<StoredDevice[]> {
  const [aliases, tags] = [await aliasesOf(database, rows), await tagsOf(database, rows)]
  const found = await inChunks(rows, (chunk) =>
    database
      .selectFrom('devices')
      .innerJoin('presence', 'presence.row', 'devices.row')
      .select(storedColumns)
      .where('devices.row', 'in', chunk)
      .execute(),
  )
  return inOrderOf(
    rows,
    found.map((row) => toStored(row, tags.get(row.row) ?? [], aliases.get(row.row) ?? [])),
  )
}

/** The row of each id that is known, also of one that was merged into another device. */
export async function rowsByIds(database: Database, asked: string[]): Promise<Map<string, number>> {
  const ids = asked.map(storable)
  const aliases = await inChunks(ids, (chunk) =>
    database
      .selectFrom('device_aliases')
      .select(['alias as id', 'row'])
      .where('alias', 'in', chunk)
      .execute(),
  )
  const devices = await inChunks(ids, (chunk) =>
    database.selectFrom('devices').select(['id', 'row']).where('id', 'in', chunk).execute(),
  )
  return new Map([...aliases, ...devices].map(({ id, row }) => [id, row]))
}

async function aliasesOf(database: Database, rows: number[]): Promise<Map<number, string[]>> {
  const found = await inChunks(rows, (chunk) =>
    database
      .selectFrom('device_aliases')
      .select(['row', 'alias as text'])
      .where('row', 'in', chunk)
      .orderBy('alias')
      .execute(),
  )
  return textsByRow(found)
}

async function tagsOf(database: Database, rows: number[]): Promise<Map<number, string[]>> {
  const found = await inChunks(rows, (chunk) =>
    database
      .selectFrom('device_tags')
      .select(['row', 'tag as text'])
      .where('row', 'in', chunk)
      .orderBy('tag')
      .execute(),
  )
  return textsByRow(found)
}

/** For one device or many: lists of texts by the device they belong to. */
export function textsByRow(found: { row: number; text: string }[]): Map<number, string[]> {
  const byRow = new Map<number, string[]>()
  for (const { row, text } of found) {
    const texts = byRow.get(row)
    if (texts) texts.push(text)
    else byRow.set(row, [text])
  }
  return byRow
}

/** Asks for so many of `keys` at once as a statement takes. */
export async function inChunks<Key, Found>(
  keys: Key[],
  ask: (chunk: Key[]) => Promise<Found[]>,
): Promise<Found[]> {
  const found: Found[] = []
  for (let at = 0; at < keys.length; at += mostAtOnce) {
    if (at > 0) await breathe()
    for (const one of await ask(keys.slice(at, at + mostAtOnce))) found.push(one)
  }
  return found
}

function inOrderOf<T extends { row: number }>(rows: number[], found: T[]): T[] {
  const byRow = new Map(found.map((one) => [one.row, one]))
  return rows.flatMap((row) => byRow.get(row) ?? [])
}
