import { requireNode } from './nodeVersion.mjs'
import { pnpm } from './pnpm.mjs'

requireNode(20, 19)

const steps = [
  ['install', ['install', '--frozen-lockfile']],
  ['lint, format and import rules', ['run', 'lint']],
  ['types', ['run', 'types']],
  ['unused code', ['run', 'unused']],
  ['build', ['run', 'build']],
  ['tests', ['exec', 'vitest', 'run', ...process.argv.slice(2)]],
]

for (const [name, args] of steps) {
  const started = performance.now()
  console.log(`\n== ${name}`)
  const status = pnpm(args)
  // The test runner's own closing line stays the last one.
  if (name === 'tests') process.exit(status)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`== ${name}: ${status === 0 ? 'ok' : 'failed'} after ${seconds} s`)
  if (status === 0) continue
  console.log('0 passed, 1 failed')
  process.exit(status)
}
