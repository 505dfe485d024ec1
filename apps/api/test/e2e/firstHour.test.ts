import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Problem, Registry } from '@cyberdeck-ota/schema'
import { type Instance, startServer, temporaryFolder } from '@cyberdeck-ota/test-server'
import { createVirtualEsp32, makeFirmware } from '@cyberdeck-ota/virtual-esp32'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkInsOf, infoOf } from './asking.ts'
import { claim, type Owner } from './owner.ts'

describe('the first hour with a server', () => {
  const folder = temporaryFolder()
  let server: Instance
  let owner: Owner
  const board = () => createVirtualEsp32({ serverUrl: server.url, seed: 1, version: '1.00' })
  let first: ReturnType<typeof board>
  /** What a client has acknowledged is known a moment after it has closed; a real board takes longer to restart. */
  const downloadsSettled = () =>
    expect
      .poll(async () => (await checkInsOf(owner, 10)).some((one) => one.download?.state === 'running'), {
        timeout: 10_000,
      })
      .toBe(false)

  beforeAll(async () => {
    server = await startServer({ folder: folder.path })
    first = board()
  })
  afterAll(async () => {
    await server.kill()
    folder.remove()
  })

  it('tells boards that there is no firmware before anything is uploaded', async () => {
    const answer = await fetch(`${server.url}/ota?version=1.00`)
    expect([answer.status, await answer.text()]).toEqual([503, 'No firmware available'])
    expect((await fetch(`${server.url}/ota/info`)).status).toBe(503)
  })

  it('is claimed once with the code that it printed', async () => {
    owner = await claim(server)
    expect(await (await owner.fetch('/api/v1/me')).json()).toEqual({ user: 'admin', claimed: true })
    const again = await fetch(`${server.url}/api/v1/claim`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: server.claimCode, password: 'somebody else' }),
    })
    expect([again.status, Problem.parse(await again.json()).code]).toEqual([409, 'already-claimed'])
  })

  it('publishes the first upload and says of it what it is', async () => {
    const image = makeFirmware({ version: '1.02', project: 'thermo' })
    const { release, published, warnings } = await owner.upload(image, { version: '1.02', notes: 'First.' })
    expect([release.version, published, warnings]).toEqual(['1.02', 'stable', []])
    const info = await infoOf(server.url)
    expect(Object.keys(info).slice(0, 5)).toEqual(['latest', 'sha256', 'size', 'uploaded', 'notes'])
    expect(info).toMatchObject({
      latest: '1.02',
      notes: 'First.',
      size: image.length,
      sha256: createHash('sha256').update(image).digest('hex'),
    })
  })

  it('updates a board at its next poll, and leaves it alone from then on', async () => {
    expect(await first.poll()).toMatchObject({ outcome: 'updated', httpStatus: 200 })
    expect(first.label).toBe('1.02')
    expect(await first.poll()).toMatchObject({ outcome: 'up-to-date', httpStatus: 304 })
  })

  it('updates the seed’s sketch, which asks twice, by the same address', async () => {
    const sketch = createVirtualEsp32({ serverUrl: server.url, seed: 2, version: '1.00', sketch: 'seed' })
    expect((await sketch.poll()).outcome).toBe('updated')
    expect((await sketch.poll()).outcome).toBe('up-to-date')
  })

  it('updates a board that takes the image by esp_https_ota in ranges', async () => {
    const { url } = await infoOf(server.url)
    const idf = createVirtualEsp32({
      serverUrl: server.url,
      seed: 3,
      sketch: 'idf',
      idf: { rangeBytes: 2_048 },
      path: () => new URL(url).pathname,
    })
    expect(await idf.poll()).toMatchObject({ outcome: 'updated' })
  })

  it('never reflashes a board whose developer forgot to count the version up', async () => {
    const forgetful = createVirtualEsp32({ serverUrl: server.url, seed: 4, version: '1.00', label: '1.00' })
    expect((await forgetful.poll()).outcome).toBe('updated')
    expect((await forgetful.poll()).outcome).toBe('up-to-date')
    expect((await checkInsOf(owner, 1))[0]).toMatchObject({
      version: '1.00',
      runs: '1.02',
      reason: { code: 'digest-match' },
    })
  })

  it('stops offering a build for a while to a board that took it twice and never ran it', async () => {
    const crashing = createVirtualEsp32({
      serverUrl: server.url,
      seed: 5,
      version: '1.00',
      crashes: (app) => app.version === '1.02',
    })
    const outcomes = []
    for (let poll = 0; poll < 4; poll++) {
      outcomes.push((await crashing.poll()).outcome)
      await downloadsSettled()
    }
    expect(outcomes).toEqual(['reverted', 'reverted', 'up-to-date', 'up-to-date'])
    expect((await checkInsOf(owner, 1))[0]).toMatchObject({
      verdict: 'hold',
      reason: { code: 'quarantined', attempts: 2 },
    })
  })

  it('brings a newer board back only when latest was set with recall', async () => {
    await owner.upload(makeFirmware({ version: '1.03', project: 'thermo' }), {
      version: '1.03',
      publish: 'stable',
    })
    expect((await first.poll()).outcome).toBe('updated')
    const stable = (body: object) =>
      owner.fetch('/api/v1/products/default/channels/stable', {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    expect((await stable({ version: '1.02' })).status).toBe(200)
    expect((await first.poll()).outcome).toBe('up-to-date')
    expect(first.label).toBe('1.03')
    expect((await stable({ version: '1.02', recall: true })).status).toBe(200)
    expect((await first.poll()).outcome).toBe('updated')
    expect(first.label).toBe('1.02')
  })

  it('keeps a registry that the schema package can read, and a database that only its owner can', () => {
    const registry = Registry.parse(JSON.parse(readFileSync(join(folder.path, 'meta.json'), 'utf8')))
    expect(Object.keys(registry.products.default?.releases ?? {})).toEqual(['1.02', '1.03'])
    expect(statSync(join(folder.path, 'cyberdeck.db')).mode & 0o777).toBe(0o600)
  })

  it('keeps the password and the claim code out of everything that it wrote after the greeting', () => {
    expect(server.output()).not.toContain('correct horse')
    expect(server.output().split(server.claimCode ?? '').length - 1).toBe(1)
  })
})
