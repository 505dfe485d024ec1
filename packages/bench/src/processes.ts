import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** Pinning keeps the server and the load generator off each other's core, where the system can pin. */
const canPin = spawnSync('taskset', ['--version']).status === 0

/** What a server or a reference is pinned to; the load generator gets the other core. */
export const serverPrefix = canPin ? ['taskset', '-c', '0'] : []

export interface Reference {
  child: ChildProcess
  port: number
}

/** Starts one of the references of `bareServer.ts`. */
export async function startReference(env: Record<string, string>): Promise<Reference> {
  const script = fileURLToPath(new URL('bareServer.js', import.meta.url))
  const [command = '', ...args] = [...serverPrefix, process.execPath, script]
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: child.stdout })) {
    return { child, port: JSON.parse(line).ready.port }
  }
  throw new Error('the reference ended before it was ready')
}

/** Runs a load generator to its end and resolves with the JSON it printed. */
export async function runLoad<Result>(name: string, options: object): Promise<Result> {
  const script = fileURLToPath(new URL(`${name}.js`, import.meta.url))
  const prefix = canPin ? ['taskset', '-c', '1'] : []
  const [command = '', ...args] = [...prefix, process.execPath, script, JSON.stringify(options)]
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  await once(child, 'close')
  return JSON.parse(output) as Result
}

export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

/** Resident memory of a process in bytes. Linux only; NaN elsewhere. */
export function residentBytes(pid: number): number {
  try {
    const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return Number(kilobytes) * 1024
  } catch {
    return Number.NaN
  }
}

/** Ticks a second of the times in /proc; 100 on every Linux that Node runs on (getconf CLK_TCK). */
const ticksPerSecond = 100

/** Processor time that a process has used so far, in seconds, user and system. Linux only; NaN elsewhere. */
export function processorSeconds(pid: number): number {
  try {
    const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1] ?? ''
    const fields = afterName.split(' ')
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
  } catch {
    return Number.NaN
  }
}
