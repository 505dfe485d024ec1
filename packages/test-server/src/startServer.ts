import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../../apps/api/dist/main.js', import.meta.url))

export interface StartOptions {
  /** The data folder. */
  folder: string
  /** Settings on top of the ones every test has: loopback, a free port, warnings only. */
  env?: Record<string, string>
  args?: string[]
  /** A command to put before Node, to pin it to a core for example. */
  prefix?: string[]
}

/** How a process ended. `signal` is null when it exited by itself. */
export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
}

/** A server that runs as a process of its own. */
export interface Instance {
  pid: number
  /** `http://127.0.0.1:<port>`; empty when it ended before it served. */
  url: string
  port: number
  /** The one-time code it printed; null once it has an owner. */
  claimCode: string | null
  /** All it wrote so far, standard output and error. */
  output(): string
  ended: Promise<Ended>
  signal(name: NodeJS.Signals): void
  /** Ends it at once, as a power cut would end the process, and resolves when it is gone. */
  kill(): Promise<Ended>
}

/**
 * Starts `apps/api/dist/main.js`, which has to be built, and resolves when it serves or has ended. Every instance is
 * killed with the process that started it.
 */
export async function startServer({
  folder,
  env = {},
  args = [],
  prefix = [],
}: StartOptions): Promise<Instance> {
  if (!existsSync(main)) throw new Error('apps/api/dist/main.js is missing; run `pnpm build` first.')
  const [command = '', ...rest] = [...prefix, process.execPath, main, ...args]
  const child = spawn(command, rest, {
    env: { ...inherited(), PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'warn', FIRMWARE_DIR: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const killWithUs = () => child.kill('SIGKILL')
  process.once('exit', killWithUs)

  let output = ''
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => {
      process.off('exit', killWithUs)
      resolve({ code, signal })
    })
  })
  const serving = new Promise<void>((resolve) => {
    const read = (chunk: Buffer) => {
      output += chunk
      if (/^ +Boards ask .*\n/m.test(output)) resolve()
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
  })
  await Promise.race([serving, ended])

  const port = Number(/:(\d+)\/ota$/m.exec(output)?.[1] ?? 0)
  return {
    pid: child.pid ?? 0,
    url: port ? `http://127.0.0.1:${port}` : '',
    port,
    claimCode: /#code=(\S+)/.exec(output)?.[1] ?? null,
    output: () => output,
    ended,
    signal: (name) => void child.kill(name),
    kill: () => {
      child.kill('SIGKILL')
      return ended
    },
  }
}

/** The caller's own settings must not leak into a test. */
function inherited(): NodeJS.ProcessEnv {
  const { PUBLIC_URL, TRUST_PROXY, CYBERDECK_OWNER_PASSWORD, CYBERDECK_API_TOKEN, ...others } = process.env
  return others
}
