import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Demo } from '@cyberdeck-ota/schema'
import { type Instance, startServer, temporaryFolder } from '@cyberdeck-ota/test-server'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { registryOf } from './asking.ts'
import { claim, type Owner, signIn } from './owner.ts'

let folder = temporaryFolder()
let server: Instance
let owner: Owner

beforeEach(async () => {
  folder = temporaryFolder()
  server = await startServer({ folder: folder.path })
  owner = await claim(server)
  const answer = await owner.fetch('/api/v1/demo', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: '{"devices":40}',
  })
  expect(Demo.parse(await answer.json())).toMatchObject({ running: true, product: 'demo', devices: 40 })
  await vi.waitFor(async () => expect((await listed()).total).toBeGreaterThan(3), { timeout: 15_000 })
})
afterEach(async () => {
  await server.kill()
  folder.remove()
})

const listed = async () => (await (await owner.fetch('/api/v1/devices')).json()) as { total: number }

async function expectNothingLeft() {
  server = await startServer({ folder: folder.path })
  owner = await signIn(server)
  expect(Demo.parse(await (await owner.fetch('/api/v1/demo')).json()).running).toBe(false)
  expect((await registryOf(owner)).products).toEqual({})
  expect((await listed()).total).toBe(0)
  expect(readdirSync(join(folder.path, 'builds'))).toEqual([])
}

it('removes at its start the demo fleet of a process that was killed', async () => {
  await server.kill()
  await expectNothingLeft()
})

it('removes its demo fleet when it is stopped, without waiting for its downloads', async () => {
  server.signal('SIGTERM')
  expect(await server.ended).toEqual({ code: 0, signal: null })
  expect(server.output()).not.toContain('have been cut')
  await expectNothingLeft()
})
