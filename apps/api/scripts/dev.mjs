import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { watch } from 'rolldown'
import config from '../rolldown.config.mjs'

// Bundles at each change of a source and restarts the server on the result. The data folder is the repository's own.
const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))
const cwd = fileURLToPath(new URL('../../..', import.meta.url))

let server = null
const stop = () =>
  new Promise((done) => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return done()
    server.once('exit', done)
    server.kill('SIGTERM')
  })

const watcher = watch(config)
watcher.on('event', async (event) => {
  if (event.code === 'ERROR') console.error(event.error.message)
  if (event.code === 'BUNDLE_END') await event.result.close()
  if (event.code !== 'END') return
  await stop()
  server = spawn(process.execPath, ['--enable-source-maps', main], {
    cwd,
    stdio: 'inherit',
    env: { DRAIN_SECONDS: '0', ...process.env },
  })
})

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    await stop()
    process.exit(0)
  })
}
