import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const guard = fileURLToPath(new URL('guard.mjs', import.meta.url))

const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

it('ends the server and removes its folder when the tests are killed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cyberdeck-guard-'))
  const server = 'console.error(process.pid); setInterval(() => {}, 1000)'
  const job = JSON.stringify({ program: process.execPath, args: ['-e', server], owner: {}, folder })
  const tests = `require('child_process').spawn(process.execPath, ${JSON.stringify([guard, job])}, {
    stdio: ['pipe', 'ignore', 'inherit'],
  })`
  const killed = spawn(process.execPath, ['-e', tests], { stdio: ['ignore', 'ignore', 'pipe'] })
  const [said] = await once(killed.stderr, 'data')
  const pid = Number(said)
  expect([isRunning(pid), existsSync(folder)]).toEqual([true, true])
  killed.kill('SIGKILL')
  await expect.poll(() => [isRunning(pid), existsSync(folder)], { timeout: 10_000 }).toEqual([false, false])
})
