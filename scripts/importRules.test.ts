import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')

/** [file, what it imports, whether the rules of `docs/architecture.md` let it]. */
const cases: [string, string, boolean][] = [
  ['packages/schema/src/a.ts', 'zod', true],
  ['packages/schema/src/b.ts', 'node:fs', false],
  ['packages/schema/src/c.ts', '@cyberdeck-ota/core', false],
  ['packages/core/src/a.ts', '@cyberdeck-ota/schema', true],
  ['packages/core/src/changes/b.ts', '../decide.ts', true],
  ['packages/core/src/c.ts', 'node:crypto', false],
  ['packages/core/src/d.ts', '@cyberdeck-ota/esp-image', false],
  ['packages/esp-image/src/a.ts', '@noble/hashes/sha2.js', true],
  ['packages/esp-image/src/b.ts', 'node:crypto', false],
  ['packages/esp-image/src/c.ts', '@cyberdeck-ota/schema', false],
  ['packages/virtual-esp32/src/a.ts', 'node:net', true],
  ['packages/virtual-esp32/src/b.ts', '@cyberdeck-ota/core', false],
  ['apps/api/src/device-api/a.ts', '@cyberdeck-ota/core', true],
  ['apps/api/src/device-api/b.ts', '../management-api/problem.ts', false],
  ['apps/api/src/management-api/a.ts', '../device-api/reply.ts', false],
  ['apps/api/src/server.ts', './device-api/routes.ts', true],
  ['apps/api/src/registry/a.ts', './fileStore.ts', false],
  ['apps/api/src/main.ts', './registry/fileStore.ts', true],
  ['apps/api/src/fleet/a.ts', '@cyberdeck-ota/virtual-esp32', false],
  ['apps/api/src/fleet/b.ts', '@cyberdeck-ota/dashboard', false],
  ['apps/api/src/demo/a.ts', '@cyberdeck-ota/virtual-esp32', true],
  ['apps/api/src/demo/b.ts', '../fleet/sqlStore.ts', false],
  ['apps/dashboard/src/firmware/a.tsx', '../ui/Page.tsx', true],
  ['apps/dashboard/src/firmware/b.tsx', '../overview/OverviewPage.tsx', false],
  ['apps/dashboard/src/devices/a.tsx', '../device/DevicePage.tsx', false],
  ['apps/dashboard/src/device/a.tsx', '../devices/DevicesPage.tsx', false],
  ['apps/dashboard/src/flash/a.tsx', '@cyberdeck-ota/flasher', true],
  ['apps/dashboard/src/flash/choice/b.tsx', '../../release/ReleasePage.tsx', false],
  ['apps/dashboard/src/device/c.tsx', '../flash/FlashPage.tsx', false],
  ['apps/dashboard/src/products/a.tsx', '../releaseActions/ReleaseActions.tsx', true],
  ['apps/dashboard/src/products/b.tsx', '../release/ReleasePage.tsx', false],
  ['apps/dashboard/src/app/a.tsx', '@cyberdeck-ota/api', false],
  ['apps/dashboard/src/app/b.tsx', 'node:fs', false],
]

describe('the lint run', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cyberdeck-rules-')))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('refuses the imports that the rooms forbid, and no others', () => {
    copyFileSync(join(root, 'biome.json'), join(folder, 'biome.json'))
    for (const [file, imported] of cases) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), `import { thing } from '${imported}'\n\nexport const used = thing\n`)
    }
    const run = spawnSync(
      process.execPath,
      [biome, 'lint', '--vcs-enabled=false', '--reporter=github', '--max-diagnostics=none'],
      { cwd: folder, encoding: 'utf8' },
    )
    const refused = new Set(
      [...run.stdout.matchAll(/noRestrictedImports,file=([^,]+)/g)].map((match) =>
        relative(folder, match[1] ?? ''),
      ),
    )
    const got = cases.map(
      ([file, imported]) => `${file} ${refused.has(file) ? 'may not' : 'may'} import ${imported}`,
    )
    expect(got).toEqual(
      cases.map(([file, imported, may]) => `${file} ${may ? 'may' : 'may not'} import ${imported}`),
    )
  })

  it('leaves core without Node, DOM or clock types, so the compiler keeps it pure', () => {
    const config = execFileSync(
      process.execPath,
      [join(root, 'node_modules/typescript/bin/tsc'), '--showConfig', '-p', join(root, 'packages/core')],
      { encoding: 'utf8' },
    )
    expect(JSON.parse(config).compilerOptions).toMatchObject({ lib: ['es2023'], types: [] })
  })
})
