import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { install } from './build.mjs'
import { root } from './pnpm.mjs'

// The server does without the virtual board, so its start does not install what bundles it.
const home = join(root, 'packages/virtual-esp32')
const name = '@cyberdeck-ota/virtual-esp32'
const rolldown = join(home, 'node_modules/rolldown/bin/cli.mjs')
if (!existsSync(rolldown) && !install(['--filter', `${name}...`])) process.exit(1)

const bundled = spawnSync(process.execPath, [rolldown, '-c', '--logLevel', 'silent'], {
  cwd: home,
  stdio: 'inherit',
})
if (bundled.status !== 0) process.exit(1)
const board = spawnSync(process.execPath, [join(home, 'dist/terminal.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
})
process.exit(board.status ?? 1)
