import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

const { packageManager } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))

/**
 * Runs the pinned pnpm through npx, so that Node and npm are all a machine needs. On Windows npx is a batch file, which
 * only a shell can start. Returns the exit code; 1 when it could not be started or was killed.
 */
export function pnpm(args, { quiet = false } = {}) {
  const { status, stdout, stderr } = spawnSync('npx', ['--yes', packageManager, ...args], {
    cwd: root,
    stdio: quiet ? 'pipe' : 'inherit',
    shell: process.platform === 'win32',
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (quiet && status !== 0) process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`)
  return status ?? 1
}
