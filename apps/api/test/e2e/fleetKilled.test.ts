import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { isOpen } from '@cyberdeck-ota/core'
import { type Instance, startServer, temporaryFolder } from '@cyberdeck-ota/test-server'
import { createVirtualEsp32, makeFirmware } from '@cyberdeck-ota/virtual-esp32'
import { expect, it } from 'vitest'
import { openDatabase } from '../../src/database/openDatabase.ts'
import type { FleetTables } from '../../src/fleet/sql/tables.ts'
import { createSqlFleetStore } from '../../src/fleet/sqlStore.ts'
import type { FleetStore } from '../../src/fleet/store.ts'
import { registryOf } from './asking.ts'
import { claim, signIn } from './owner.ts'

const kills = 10
const boardCount = 6

it(`loses no attempt, no release and a second of presence at most, over ${kills} kills while boards poll and update`, {
  timeout: 120_000,
}, async () => {
  const folder = temporaryFolder()
  let server = await startServer({ folder: folder.path })
  const { port } = server
  await claim(server)
  const acknowledged: string[] = []
  const boards = Array.from({ length: boardCount }, (_, number) => boardAt(server.url, number))

  for (let round = 1; round <= kills; round += 1) {
    const owner = await signIn(server)
    const polling = boards.map((board) => board.pollUntil(() => server.ended))
    const version = `1.${round}`
    const published = owner
      .upload(makeFirmware({ version, size: 120_000 }), { version, publish: 'stable' })
      .then(() => acknowledged.push(version))
      .catch(() => {})
    if (round % 3 !== 0) await published
    // Spread over a download, what follows it, and the turns in which the fleet is written.
    await delay(100 + ((round * 137) % 700))
    const killedAt = Date.now()
    await server.kill()
    await Promise.all([published, ...polling])
    await withStore(folder.path, (store) => expectNothingLost(store, boards, killedAt))
    server = await startServer({ folder: folder.path, env: { PORT: String(port) } })
    expect(server.url, server.output()).not.toBe('')
    await expectReleases(server, acknowledged)
  }

  for (const board of boards) await board.settle()
  await server.kill()
  await withStore(folder.path, (store) => expectConfirmed(store, boards, acknowledged.at(-1) ?? ''))
  expect(boards.some(({ begun }) => begun.length > kills / 2)).toBe(true)
  folder.remove()
})

type TestBoard = ReturnType<typeof boardAt>

/** A board that polls all the time and notes what it was given. */
function boardAt(serverUrl: string, seed: number) {
  /** SHA-256 of each image of which a byte arrived. */
  const begun: string[] = []
  let sha256 = ''
  let answeredAt = 0
  const board = createVirtualEsp32({
    serverUrl,
    seed,
    version: '1.0',
    reading: { bytesPerSecond: 600_000 },
    timing: { peekMs: 5, stallMs: 50, connectMs: 500, updaterMs: 1_000 },
    onEvent: (event) => {
      if (event.kind === 'response') {
        answeredAt = Date.now()
        sha256 = event.head.headers.get('x-sha256') ?? ''
      }
      if (event.kind === 'progress' && event.bytes > 0 && sha256 !== '') {
        begun.push(sha256)
        sha256 = ''
      }
    },
  })
  return {
    mac: board.mac,
    begun,
    get answeredAt() {
      return answeredAt
    },
    pollUntil: async (ended: () => Promise<unknown>) => {
      let isOver = false
      void ended().then(() => {
        isOver = true
      })
      while (!isOver) {
        await board.poll()
        await delay(20)
      }
    },
    settle: async () => {
      for (let poll = 0; poll < 20; poll += 1) if ((await board.poll()).outcome === 'up-to-date') return
    },
  }
}

async function withStore(folder: string, look: (store: FleetStore) => Promise<void>) {
  const database = await openDatabase<FleetTables>({ path: join(folder, 'cyberdeck.db') })
  await look(createSqlFleetStore(database)).finally(() => database.destroy())
}

async function expectNothingLost(store: FleetStore, boards: TestBoard[], killedAt: number) {
  for (const { mac, begun, answeredAt } of boards) {
    const kept = await store.find(mac)
    // Of one that was met in the last second, nothing may be known yet.
    if (kept === null && begun.length === 0) continue
    const attempts = await store.attempts(kept?.row ?? 0, 1_000)
    const builds = attempts.map((attempt) => attempt.sha256)
    expect(begun.filter((sha256) => !builds.includes(sha256))).toEqual([])
    expect(attempts.length).toBeGreaterThanOrEqual(begun.length)
    expect(attempts.filter(isOpen).length).toBeLessThanOrEqual(1)
    expect(kept?.lastSeenAt).toBeGreaterThanOrEqual(Math.min(answeredAt, killedAt - 1_000))
  }
}

async function expectReleases(server: Instance, acknowledged: string[]) {
  const { products } = await registryOf(await signIn(server))
  expect(Object.keys(products.default?.releases ?? {})).toEqual(expect.arrayContaining(acknowledged))
}

async function expectConfirmed(store: FleetStore, boards: TestBoard[], version: string) {
  for (const { mac } of boards) {
    const kept = await store.find(mac)
    const [latest] = await store.attempts(kept?.row ?? 0, 1)
    expect(latest).toMatchObject({ state: 'confirmed', version })
  }
}
