import type { Kysely } from 'kysely'
import { engineOf } from '../../src/database/engine.ts'
import type { FleetTables } from '../../src/fleet/sql/tables.ts'
import type { FleetStore } from '../../src/fleet/store.ts'
import { explained } from '../explained.ts'
import { fleetRequests, type NamedRequest } from '../fleetRequests.ts'
import { type Shape, shapeOf } from './shape.ts'
import { print } from './timed.ts'

export interface Asked {
  sql: string
  parameters: readonly unknown[]
}

interface Measured {
  filter: string
  sort: string
  page: number
  ms: number
  shape: Shape
}

const pageLength = 50
const rounds = 3

/**
 * Times the first two pages of every order with every filter, and prints them by filter and by order, with the shape of
 * the plans. `asked` is where the database notes the queries that were run.
 */
export async function measurePages(
  database: Kysely<FleetTables>,
  store: FleetStore,
  asked: Asked[],
  now: number,
): Promise<void> {
  const measured: Measured[] = []
  for (let round = 0; round < rounds; round++) {
    for (const request of fleetRequests)
      measured.push(...(await pagesOf(database, store, asked, request, now)))
  }
  table('pages by filter', measured, ({ filter }) => filter || '(none)')
  table('pages by order', measured, ({ sort }) => sort)
  print(`   ${'all of them'.padEnd(24)} ${figures(measured)}`)
  shapes(database, measured)
}

async function pagesOf(
  database: Kysely<FleetTables>,
  store: FleetStore,
  asked: Asked[],
  { filter, sort, query }: NamedRequest,
  now: number,
): Promise<Measured[]> {
  const pages: Measured[] = []
  for (let cursor: string | null = null, page = 1; page <= 2; page++) {
    asked.length = 0
    const begun = performance.now()
    const list: Awaited<ReturnType<FleetStore['list']>> = await store.list({
      ...{ query, sort, cursor, now },
      ...{ limit: pageLength, upSince: 0 },
    })
    const ms = performance.now() - begun
    const [search] = asked.splice(0)
    if (!search) throw new Error(`nothing was asked for ${filter} by ${sort}`)
    pages.push({ filter, sort, page, ms, shape: shapeOf(search, await explained(database as never, search)) })
    if (list.next === null) break
    cursor = list.next
  }
  return pages
}

function table(title: string, measured: Measured[], by: (one: Measured) => string): void {
  print(`\n   ${title.padEnd(24)} ${'p50 ms'.padStart(8)} ${'p95 ms'.padStart(8)} ${'most ms'.padStart(8)}`)
  for (const [name, some] of grouped(measured, by)) print(`   ${name.padEnd(24)} ${figures(some)}`)
}

function grouped(measured: Measured[], by: (one: Measured) => string): Map<string, Measured[]> {
  const groups = new Map<string, Measured[]>()
  for (const one of measured) {
    const group = groups.get(by(one)) ?? []
    group.push(one)
    groups.set(by(one), group)
  }
  return groups
}

function figures(some: Measured[]): string {
  const times = some.map(({ ms }) => ms).toSorted((one, other) => one - other)
  const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? Number.NaN
  const most = some.find(({ ms }) => ms === at(1))
  const figures = [0.5, 0.95, 1].map((share) => at(share).toFixed(1).padStart(8)).join(' ')
  return `${figures}   most: ${most?.filter || '(none)'} by ${most?.sort}, page ${most?.page}`
}

function shapes(database: Kysely<FleetTables>, measured: Measured[]): void {
  print(`\n   plans on ${engineOf(database)}`)
  for (const [words, some] of grouped(measured, ({ shape }) => shape.words)) {
    const percent = ((some.length / measured.length) * 100).toFixed(0)
    print(`   ${percent.padStart(3)} %  ${words}`)
    if (!some[0]?.shape.flagged) continue
    for (const [name, same] of grouped(some, ({ filter, sort }) => `${filter || '(none)'} by ${sort}`)) {
      print(`          ${name}: ${Math.max(...same.map(({ ms }) => ms)).toFixed(1)} ms at most`)
    }
  }
}
