import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startServer, temporaryFolder } from '@cyberdeck-ota/test-server'
import { createVirtualEsp32, makeFirmware } from '@cyberdeck-ota/virtual-esp32'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { infoOf } from './asking.ts'
import { formOf, password } from './owner.ts'

const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url))
const run = promisify(execFile)

let folder = temporaryFolder()
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

it('starts with an owner and a token from the environment, and CI uploads with the token', async () => {
  const token = 'a-token-from-the-environment-0123456789'
  const server = await startServer({
    folder: folder.path,
    env: { CYBERDECK_OWNER_PASSWORD: password, CYBERDECK_API_TOKEN: token },
  })
  expect(server.claimCode).toBeNull()
  const answer = await fetch(`${server.url}/api/v1/builds`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: formOf(makeFirmware({ version: '2.0' }), { version: '2.0', notes: 'From CI.' }),
  })
  expect(answer.status).toBe(201)
  expect(server.output()).not.toContain(token)
  expect(server.output()).not.toContain(password)
  await server.kill()
})

it('gives the owner a new password by a command on the server while it runs', async () => {
  const server = await startServer({ folder: folder.path, env: { CYBERDECK_OWNER_PASSWORD: password } })
  const { stdout } = await run(process.execPath, [main, 'reset-password'], {
    env: { ...process.env, FIRMWARE_DIR: folder.path },
  })
  const fresh = /is now (\S+)\. /.exec(stdout)?.[1] ?? ''
  const signIn = (secret: string) =>
    fetch(`${server.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user: 'admin', password: secret }),
    })
  expect((await signIn(password)).status).toBe(401)
  expect((await signIn(fresh)).status).toBe(200)
  await server.kill()
})

it('adopts a folder of the original server at the first start and serves its boards on', async () => {
  const old = makeFirmware({ version: '1.01' })
  const latest = makeFirmware({ version: '1.02' })
  writeFileSync(join(folder.path, 'firmware_1.01.bin'), old)
  writeFileSync(join(folder.path, 'firmware_1.02.bin'), latest)
  writeFileSync(join(folder.path, 'notes.txt'), 'not firmware')
  writeFileSync(
    join(folder.path, 'meta.json'),
    JSON.stringify({
      latest: '1.02',
      versions: {
        '1.01': {
          filename: 'firmware_1.01.bin',
          size: old.length,
          uploaded: '2025-02-20 09:00 UTC',
          notes: '',
        },
        '1.02': {
          filename: 'firmware_1.02.bin',
          size: latest.length,
          uploaded: '2025-02-21 09:00 UTC',
          notes: 'Sleep',
        },
      },
    }),
  )
  const server = await startServer({ folder: folder.path })
  const info = await infoOf(server.url)
  expect(info).toMatchObject({ latest: '1.02', notes: 'Sleep', uploaded: '2025-02-21 09:00 UTC' })
  expect((await createVirtualEsp32({ serverUrl: server.url, version: '1.00' }).poll()).outcome).toBe(
    'updated',
  )
  await server.kill()
})

it('prints every setting and command when asked for help, and its version', async () => {
  const { stdout } = await run(process.execPath, [main, '--help'])
  expect(stdout).toContain('reset-password')
  expect(stdout).toContain('DRAIN_SECONDS')
  expect((await run(process.execPath, [main, '--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
})
