import { defineConfig } from 'rolldown'

export default defineConfig({
  input: { terminal: 'src/terminal.ts', fleetTerminal: 'src/fleetTerminal.ts' },
  platform: 'node',
  external: [/^node:/],
  output: { dir: 'dist', format: 'esm', cleanDir: true },
})
