import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type Instance, startServer, temporaryFolder } from '@cyberdeck-ota/test-server'
import { makeFirmware } from '@cyberdeck-ota/virtual-esp32'
import { expect, it } from 'vitest'
import { infoOf, registryOf } from './asking.ts'
import { claim, formOf, password, signIn } from './owner.ts'

const kills = 12

it(`serves whole builds, and every acknowledged one, after each of ${kills} kills in the middle of uploads`, {
  timeout: 90_000,
}, async () => {
  const folder = temporaryFolder()
  const acknowledged = new Set<string>()
  let landed = 0
  let server = await startServer({ folder: folder.path })
  await claim(server)

  for (let round = 0; round < kills; round++) {
    const owner = await signIn(server)
    const uploading = uploadUntilItDies(round, async (version, file) => {
      const answer = await owner.fetch('/api/v1/builds', {
        method: 'POST',
        body: formOf(file, { version, publish: 'stable' }),
      })
      if (answer.status === 201) acknowledged.add(version)
    })
    // Spread over the time that a few uploads take, so that every step of one gets its turn to be interrupted.
    await delay(15 + ((round * 37) % 160))
    await server.kill()
    await uploading

    server = await startServer({ folder: folder.path })
    expect(server.output()).toContain('Boards ask')
    const versions = await versionsOf(server)
    for (const version of acknowledged) expect(versions).toContain(version)
    landed = versions.length
    await expectLatestWhole(server)
    expect(readdirSync(join(folder.path, 'staging'))).toEqual([])
  }
  expect(landed).toBeGreaterThan(0)
  expect(acknowledged.size).toBeGreaterThan(0)
  await server.kill()
  folder.remove()
})

async function uploadUntilItDies(round: number, upload: (version: string, file: Buffer) => Promise<void>) {
  try {
    for (let n = 0; n < 1_000; n++) {
      const version = `${round + 1}.${n}`
      await upload(version, makeFirmware({ version, size: 300_000 }))
    }
  } catch {
    // The server is gone, which is what this is about.
  }
}

async function versionsOf(server: Instance): Promise<string[]> {
  const { products } = await registryOf(await signIn(server))
  return Object.keys(products.default?.releases ?? {})
}

async function expectLatestWhole({ url }: Instance) {
  if ((await fetch(`${url}/ota/info`)).status === 503) return
  const { latest, sha256 } = await infoOf(url)
  const image = Buffer.from(await (await fetch(`${url}/ota?version=0.1`)).arrayBuffer())
  expect(createHash('sha256').update(image).digest('hex'), latest).toBe(sha256)
}

it('keeps sessions, accounts and passwords over a kill', { timeout: 30_000 }, async () => {
  const folder = temporaryFolder()
  const first = await startServer({ folder: folder.path })
  await claim(first)
  await first.kill()
  const second = await startServer({ folder: folder.path })
  expect(second.claimCode).toBeNull()
  const answer = await fetch(`${second.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: 'admin', password }),
  })
  expect(answer.status).toBe(200)
  await second.kill()
  folder.remove()
})
