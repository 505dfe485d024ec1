import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { makeFirmware } from './images.ts'
import { response, startTestServer } from './testServer.ts'

let folder: string
let child: ChildProcess
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'virtual-fleet-'))
  const input = { fleetTerminal: fileURLToPath(new URL('fleetTerminal.ts', import.meta.url)) }
  const bundle = await rolldown({ input, platform: 'node', external: [/^node:/] })
  await bundle.write({ dir: folder, format: 'esm', entryFileNames: '[name].mjs' })
  await bundle.close()
})
afterEach(() => void child.kill('SIGKILL'))
afterAll(() => rm(folder, { recursive: true }))

function run(...args: string[]) {
  child = spawn(process.execPath, [join(folder, 'fleetTerminal.mjs'), ...args])
  const said = { out: '', error: '' }
  child.stdout?.on('data', (text) => (said.out += text))
  child.stderr?.on('data', (text) => (said.error += text))
  return { said, ended: once(child, 'close').then(([code]) => code) }
}

describe('a virtual fleet at a terminal', () => {
  it('says what it is about to do, how it goes, and in the end what each persona came to', async () => {
    const next = response('200 OK', makeFirmware({ version: '1.01', size: 20_000 }))
    const nothing = response('304 Not Modified', '', { 'Content-Length': '' })
    const server = await startTestServer(
      ({ line }, socket) => void socket.end(line.includes('version=1.00') ? next : nothing),
    )
    const fleet = ['--devices', '4', '--brick', '25%', '--interval', '200ms', '--product', 'lamp']
    const { said, ended } = run('--', '--server', server.url, ...fleet)
    await vi.waitFor(() => expect(said.out).toContain('run 1.01 ×3, nothing ×1'), 15_000)
    child.kill('SIGINT')
    expect(await ended).toBe(0)
    await server.stop()
    const [first, ...lines] = said.out.split('\n')
    expect(first).toBe(`4 virtual ESP32s ask ${server.url} for lamp, each every 0.2 s or so, until Ctrl+C.`)
    expect(lines.join('\n')).toMatch(
      /4 of 4 have asked · run .* · \d+ polls, \d under way · 3 updated, 1 lost/,
    )
    expect(lines.slice(-3)).toEqual([
      '  brick         1  run nothing ×1 · 1 lost',
      expect.stringMatching(/^ {2}healthy {7}3 {2}run 1\.01 ×3 · 3 updated/),
      '',
    ])
    expect(said.error).toBe('')
  })

  it.each([[['--bogus']], [['--server', 'nowhere']], [['--chips', 'ESP33']], [['--devices', '501']]])(
    'exits with 2 and one sentence for %j',
    async (args) => {
      const { said, ended } = run(...args)
      expect(await ended).toBe(2)
      expect(said.out).toBe('')
      expect(said.error.trimEnd().split('\n')).toHaveLength(1)
    },
  )

  it('explains itself', async () => {
    const { said, ended } = run('--help')
    expect([await ended, said.out.includes('--boot-loop SHARE')]).toEqual([0, true])
  })
})
