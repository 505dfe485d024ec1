import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { serverPrefix } from './processes.ts'

const serverPrograms = new URL('../../../apps/api/test/measure/dist/', import.meta.url)
const postgresProgram = new URL('../../test-postgres/dist/serve.mjs', import.meta.url)

/** Runs one of the programs that measure the server from within to its end; what it prints is ours. */
export async function runMeasure(name: string, ...args: string[]): Promise<void> {
  const [command = '', ...rest] = [...serverPrefix, process.execPath, script(name), ...args]
  const child = spawn(command, rest, { stdio: 'inherit' })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${name} failed`)
}

function script(name: string): string {
  return fileURLToPath(new URL(`${name}.js`, serverPrograms))
}

/** A PostgreSQL with one empty database; null, and why is printed, where there is none. */
export async function servePostgres(): Promise<{ url: string; stop(): Promise<void> } | null> {
  const child = spawn(process.execPath, [fileURLToPath(postgresProgram)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const closed = once(child, 'close')
  for await (const url of createInterface({ input: child.stdout })) {
    return {
      url,
      stop: async () => {
        child.stdin.end()
        await closed
      },
    }
  }
  return null
}
