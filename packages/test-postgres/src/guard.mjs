// Runs PostgreSQL as long as somebody holds the other end of this process's input, so that it ends with the tests even
// when these are killed: argument 1 is {program, args, owner, folder} as JSON. `folder` is removed at the end.
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'

const { program, args, owner, folder } = JSON.parse(process.argv[2] ?? '')
const server = spawn(program, args, { ...owner, cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] })

const clearUp = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
server.once('error', (error) => {
  process.stderr.write(`${error.message}\n`)
  clearUp()
  process.exit(1)
})
server.once('exit', () => {
  clearUp()
  process.exit(0)
})
// Interrupting the tests in a terminal interrupts this too, but the tests decide when it ends.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})
process.stdin.resume()
process.stdin.once('close', () => server.kill('SIGQUIT'))
