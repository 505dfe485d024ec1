import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { install } from './build.mjs'
import { root } from './pnpm.mjs'

// The server does without the virtual boards' terminals, so its start does not install what bundles them.
const home = join(root, 'packages/virtual-esp32')
const name = '@cyberdeck-ota/virtual-esp32'
const rolldown = join(home, 'node_modules/rolldown/bin/cli.mjs')

/** Bundles the terminals of the virtual boards and becomes one of them. */
export function runTerminal(terminal) {
  if (!existsSync(rolldown) && !install(['--filter', `${name}...`])) process.exit(1)
  const bundled = spawnSync(process.execPath, [rolldown, '-c', '--logLevel', 'silent'], {
    cwd: home,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (bundled.status !== 0) process.exit(1)
  const program = join(home, 'dist', `${terminal}.js`)
  const child = spawn(process.execPath, [program, ...process.argv.slice(2)], { stdio: 'inherit' })
  // A terminal sends Ctrl-C to the program as well, which may have something left to say.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => process.exit(code ?? 1))
}
