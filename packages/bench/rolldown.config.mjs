import { defineConfig } from 'rolldown'

export default defineConfig({
  input: {
    run: 'src/run.ts',
    pollLoad: 'src/pollLoad.ts',
    downloadLoad: 'src/downloadLoad.ts',
    bareServer: 'src/bareServer.ts',
  },
  platform: 'node',
  external: [/^node:/, 'fastify'],
  output: { dir: 'dist', format: 'esm', cleanDir: true },
})
