import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './pnpm.mjs'

// Each workspace package is its own program: `core` sees neither Node nor the DOM, the dashboard sees no Node.
const projects = ['packages', 'apps'].flatMap((folder) =>
  readdirSync(join(root, folder)).flatMap((name) =>
    ['tsconfig.json', 'tsconfig.test.json'].map((file) => join(folder, name, file)),
  ),
)

let failed = false
for (const project of projects.filter((path) => existsSync(join(root, path)))) {
  const { status } = spawnSync('tsc', ['-p', project], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) {
    console.error(`types: ${project} failed`)
    failed = true
  }
}
process.exit(failed ? 1 : 0)
