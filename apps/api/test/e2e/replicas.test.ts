import { DeviceList, VerdictNow } from '@cyberdeck-ota/schema'
import { type Postgres, startPostgres } from '@cyberdeck-ota/test-postgres'
import { type Instance, startServer, temporaryFolder } from '@cyberdeck-ota/test-server'
import { createVirtualEsp32, makeFirmware } from '@cyberdeck-ota/virtual-esp32'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { infoOf } from './asking.ts'
import { claim, type Owner, signIn } from './owner.ts'

const postgres = await startPostgres()

describe.skipIf('unavailable' in postgres)('two servers on one PostgreSQL and one folder of builds', () => {
  const folder = temporaryFolder()
  let servers: Instance[]
  let owners: Owner[]
  const [one, two] = [0, 1] as const
  const serverAt = (index: number) => servers[index] as Instance
  const ownerAt = (index: number) => owners[index] as Owner
  const devicesAt = async (index: number) =>
    DeviceList.parse(await (await ownerAt(index).fetch('/api/v1/devices')).json()).items

  beforeAll(async () => {
    const outgrown = await startServer({ folder: folder.path })
    await (await claim(outgrown)).upload(makeFirmware({ version: '0.9' }), {
      version: '0.9',
      publish: 'stable',
    })
    await outgrown.kill()
    const url = await (postgres as Postgres).createDatabase()
    const start = () => startServer({ folder: folder.path, env: { DATABASE_URL: url } })
    const first = await start()
    const owner = await claim(first)
    const second = await start()
    servers = [first, second]
    owners = [owner, await signIn(second)]
  }, 60_000)

  afterAll(async () => {
    await Promise.all(servers.map((server) => server.kill()))
    await (postgres as Postgres).stop()
    folder.remove()
  })

  const timing = { peekMs: 5 }
  const settled = { timeout: 10_000 }

  it('begin with the releases of the data folder that was outgrown', async () => {
    expect((await infoOf(serverAt(two).url)).latest).toBe('0.9')
  })

  it('serve at one what was published at the other', async () => {
    const image = makeFirmware({ version: '1.01' })
    await ownerAt(one).upload(image, { version: '1.01', publish: 'stable' })
    await expect
      .poll(async () => (await infoOf(serverAt(two).url).catch(() => null))?.latest, settled)
      .toBe('1.01')
  })

  it('tell of one device that polls here and there', async () => {
    const board = (index: number, version: string) =>
      createVirtualEsp32({ serverUrl: serverAt(index).url, seed: 1, version, timing })
    const updated = board(two, '1.00')
    expect((await updated.poll()).outcome).toBe('updated')
    expect((await updated.poll()).outcome).toBe('up-to-date')
    const device = { id: updated.mac, identity: 'mac', state: 'up-to-date', runs: '1.01' }
    await expect.poll(() => devicesAt(one), settled).toMatchObject([device])
    expect((await board(one, '1.01').poll()).outcome).toBe('up-to-date')
    await expect.poll(async () => (await devicesAt(two))[0]?.polls, settled).toBe(3)
  })

  it('hold at both a device that is held at one, within a second or two', async () => {
    const serverUrl = serverAt(two).url
    const board = createVirtualEsp32({ serverUrl, seed: 2, version: '1.01', timing })
    expect((await board.poll()).outcome).toBe('up-to-date')
    const path = `/api/v1/devices/${encodeURIComponent(board.mac)}`
    const hold = { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: '{"hold":true}' }
    await expect.poll(async () => (await ownerAt(one).fetch(path, hold)).status, settled).toBe(200)
    const older = { product: 'default', version: '1.00', device: board.mac }
    const simulated = async () => {
      const body = JSON.stringify(older)
      const headers = { 'content-type': 'application/json' }
      const answer = await ownerAt(two).fetch('/api/v1/simulate', { method: 'POST', headers, body })
      return VerdictNow.parse(await answer.json()).reason.code
    }
    await expect.poll(simulated, settled).toBe('held')
  })

  it('go on when one of them is killed', async () => {
    await serverAt(one).kill()
    const board = createVirtualEsp32({ serverUrl: serverAt(two).url, seed: 3, version: '1.00', timing })
    expect((await board.poll()).outcome).toBe('updated')
  })
})
