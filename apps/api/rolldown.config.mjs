import { readFileSync } from 'node:fs'
import { defineConfig } from 'rolldown'

const { dependencies } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'))
const installed = Object.keys(dependencies).filter((name) => !name.startsWith('@cyberdeck-ota/'))

export default defineConfig({
  input: { main: 'src/main.ts' },
  platform: 'node',
  external: [/^node:/, ...installed.flatMap((name) => [name, new RegExp(`^${name}/`)])],
  output: { dir: 'dist', format: 'esm', sourcemap: true, cleanDir: true },
})
