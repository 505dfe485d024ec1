import { rmSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { processorSeconds } from './processes.ts'

/** What `probe.ts` tells of the process it is in: ms since it was asked last, and bytes after a garbage collection. */
export interface Probed {
  /** For how long its event loop stood still. */
  longestStall: number
  /** How much of such a time it worked itself: the rest it waited for a disk, or for others that use the machine. */
  longestWork: number
  rss: number
  heapUsed: number
  arrayBuffers: number
}

const script = pathToFileURL(fileURLToPath(new URL('probe.js', import.meta.url)))

/** What a process needs in its environment to be asked through a socket in `folder`. */
export function probeEnv(folder: string): Record<string, string> {
  // A killed process leaves its own behind.
  rmSync(socketIn(folder), { force: true })
  return { NODE_OPTIONS: `--import ${script}`, PROBE: socketIn(folder) }
}

/** "longest stall 40 ms, of work 12 ms". */
export function stallWords({ longestStall, longestWork }: Probed): string {
  return `longest stall ${longestStall.toFixed(0)} ms, of work ${longestWork.toFixed(0)} ms`
}

export async function probe(folder: string): Promise<Probed> {
  let text = ''
  for await (const chunk of connect(socketIn(folder))) text += chunk
  // Until it has begun to count anew.
  await delay(20)
  return JSON.parse(text) as Probed
}

function socketIn(folder: string): string {
  return join(folder, 'probe.sock')
}

const quiet = 0.1
const longestWait = 180_000

/** Resolves when a process has hardly used its core for a second. Throws after three minutes. */
export async function settled(pid: number): Promise<void> {
  for (const began = performance.now(); performance.now() - began < longestWait; ) {
    const before = processorSeconds(pid)
    await delay(1_000)
    if (processorSeconds(pid) - before < quiet) return
  }
  throw new Error('the server did not come to rest in three minutes')
}
