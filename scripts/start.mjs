import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, stamp } from './build.mjs'
import { requireNode } from './nodeVersion.mjs'
import { root } from './pnpm.mjs'
import { sourcesFingerprint } from './sourcesFingerprint.mjs'

requireNode(20, 19)

const main = join(root, 'apps/api/dist/main.js')

// A build that matches the sources is used as it is: a restart then needs no network and takes a second.
const fresh =
  existsSync(main) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sourcesFingerprint(root)
if (!fresh) {
  console.log('Installing and building; this happens once and takes half a minute or so …')
  if (!build()) process.exit(1)
}

const server = spawn(process.execPath, [main, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' })
// A terminal sends Ctrl-C to the server as well; a SIGTERM sent to this process alone is passed on.
process.on('SIGINT', () => {})
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal))
server.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
