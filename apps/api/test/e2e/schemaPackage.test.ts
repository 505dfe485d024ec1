import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startServer, temporaryFolder } from '@cyberdeck-ota/test-server'
import { makeFirmware } from '@cyberdeck-ota/virtual-esp32'
import { expect, it } from 'vitest'
import { claim } from './owner.ts'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const tsc = join(root, 'node_modules/typescript/bin/tsc')

/** What a stranger would write. The types are used where a wrong one would not compile. */
const program = `
import { readFileSync } from 'node:fs'
import { type Build, OtaInfo, Registry } from '@cyberdeck-ota/schema'

const info: OtaInfo = OtaInfo.parse(await (await fetch(process.argv[2] + '/ota/info')).json())
const registry = Registry.parse(JSON.parse(readFileSync(process.argv[3] ?? '', 'utf8')))
const release = registry.products['default']?.releases[info.latest]
const build: Build | undefined = release?.builds['default']
// @ts-expect-error a build has no such field
build?.colour
console.log(info.latest, build?.sha256 === info.sha256, registry.revision)
`

it('the packed schema package compiles in a stranger’s project and reads what a live server says and keeps', {
  timeout: 120_000,
}, async () => {
  const folder = temporaryFolder()
  const scratch = temporaryFolder()
  const server = await startServer({ folder: folder.path })
  const owner = await claim(server)
  await owner.upload(makeFirmware({ version: '1.02' }), { version: '1.02' })

  const npx = (args: string[], cwd: string) => execFileSync('npx', ['--yes', ...args], { cwd, stdio: 'pipe' })
  npx([packageManager, 'pack', '--pack-destination', scratch.path], join(root, 'packages/schema'))
  const tarball = readdirSync(scratch.path).find((name) => name.endsWith('.tgz')) ?? ''
  writeFileSync(
    join(scratch.path, 'package.json'),
    JSON.stringify({ name: 'stranger', private: true, type: 'module' }),
  )
  execFileSync('npm', ['install', '--no-audit', '--no-fund', `./${tarball}`], {
    cwd: scratch.path,
    stdio: 'pipe',
  })
  writeFileSync(join(scratch.path, 'program.ts'), program)
  writeFileSync(
    join(scratch.path, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        strict: true,
        target: 'ES2022',
        module: 'NodeNext',
        types: ['node'],
        typeRoots: [join(root, 'node_modules/@types')],
      },
      files: ['program.ts'],
    }),
  )
  execFileSync(process.execPath, [tsc, '-p', scratch.path], { stdio: 'inherit' })
  const said = execFileSync(process.execPath, ['program.js', server.url, join(folder.path, 'meta.json')], {
    cwd: scratch.path,
    encoding: 'utf8',
  })
  expect(said).toMatch(/^1\.02 true [1-9]\d*\n$/)
  await server.kill()
  folder.remove()
  scratch.remove()
})
