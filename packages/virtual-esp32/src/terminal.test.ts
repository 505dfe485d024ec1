import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inspectImage } from '@cyberdeck-ota/esp-image'
import { rolldown } from 'rolldown'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeFirmware } from './images.ts'
import { createTerminalLines } from './terminalLines.ts'
import { response, startTestServer } from './testServer.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'virtual-esp32-'))
  const input = { terminal: fileURLToPath(new URL('terminal.ts', import.meta.url)) }
  const bundle = await rolldown({ input, platform: 'node', external: [/^node:/] })
  await bundle.write({ dir: folder, format: 'esm', entryFileNames: '[name].mjs' })
  await bundle.close()
})
afterAll(() => rm(folder, { recursive: true }))

function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, INIT_CWD: folder }
  return new Promise((resolve) => {
    execFile(process.execPath, [join(folder, 'terminal.mjs'), ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    )
  })
}

describe('the virtual ESP32 at a terminal', () => {
  it('says what it sent, what it got and what it runs now', async () => {
    const image = makeFirmware({ version: '2.00', size: 50_000 })
    const server = await startTestServer((_, socket) => void socket.end(response('200 OK', image)))
    const { code, stdout } = await run('--server', server.url, '--once')
    await server.stop()
    expect(code).toBe(0)
    const said = [
      '> GET /ota?version=1.00 HTTP/1.0',
      '< 200',
      '100 %, 50000 of 50000 bytes',
      'Verifying',
      'Rebooting',
    ]
    let from = 0
    for (const part of [...said, 'Updated: now runs 2.00.']) {
      expect(stdout.slice(from)).toContain(part)
      from = stdout.indexOf(part, from)
    }
  })

  it('exits with 1 after one poll that failed, and says why', async () => {
    const server = await startTestServer((_, socket) => void socket.end(response('500 x')))
    const { code, stdout } = await run('--server', server.url, '--once')
    await server.stop()
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: expect.stringContaining('Failed: Wrong HTTP Code (-104). Still runs 1.00.'),
    })
  })

  it('says so when the new image calls itself what the old one did', async () => {
    const image = makeFirmware({ version: 'b1c75d1', project: 'arduino-lib-builder' })
    const server = await startTestServer((_, socket) => void socket.end(response('200 OK', image)))
    const { stdout } = await run('--server', server.url, '--once')
    await server.stop()
    expect(stdout).toContain('Updated: runs the new image, which calls itself 1.00 as the old one did.')
  })

  it.each([['--bogus'], ['--chip', 'ESP33'], ['--server', 'nowhere'], ['--mac', '1']])(
    'exits with 2 and one sentence for %s %s',
    async (...args) => {
      const { code, stdout, stderr } = await run(...args)
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    },
  )

  it('explains itself', async () => {
    expect(await run('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('--server URL') })
  })

  it('makes an image to upload where the user stands, and never writes over a file', async () => {
    const args = ['--make', 'made.bin', '--version', '7.1', '--chip', 'ESP32-C6']
    expect(await run(...args)).toMatchObject({ code: 0 })
    const made = await readFile(join(folder, 'made.bin'))
    expect(inspectImage(made)).toMatchObject({
      verdict: 'accepted',
      image: { version: '7.1', chip: 'ESP32-C6' },
    })
    expect(await run(...args)).toMatchObject({ code: 2, stderr: expect.stringContaining('exists already') })
  })
})

describe('the lines of a terminal', () => {
  it('draw the progress over itself on a terminal, and end it before the next line', () => {
    let written = ''
    const lines = createTerminalLines({ isTTY: true, write: (text) => (written += text) })
    lines.event({ kind: 'progress', bytes: 50, total: 100 })
    lines.event({ kind: 'progress', bytes: 100, total: 100 })
    lines.event({ kind: 'verifying' })
    expect(written.split('\n')).toEqual([
      expect.stringMatching(/^\r.*#{15}\.{15}\] 50 %.*\r.*#{30}\] 100 %, 100 of 100 bytes$/),
      '  Verifying the image ...',
      '',
    ])
  })
})
