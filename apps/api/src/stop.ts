import { setTimeout as delay } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'

export interface Stopping {
  /** Stops accepting and resolves when every connection has ended. */
  close: () => Promise<unknown>
  /** Writes what is only in memory; called once nothing is under way any more. */
  save: () => Promise<void>
  /** Resolves when no download is under way. */
  drained: () => Promise<void>
  /** Downloads under way now. */
  active: () => number
  /** How long begun downloads may take to end, seconds. */
  seconds: number
  log: FastifyBaseLogger
}

/** For what is no download: requests under way, and connections that a browser opened and never used, ms. */
const rest = 2_000

/** For a database that does not answer, ms. */
const longestSave = 5_000

/** A second Ctrl-C this soon is the same one: a terminal sends it to npm, the start script and the server alike. */
const sameSignal = 1_000

/**
 * On SIGTERM, SIGINT or SIGHUP: no new connection, begun downloads are finished, then exit 0. What is still going on
 * after `seconds` is cut, since something will soon kill the process anyway. Asked again, it ends at once with exit 1.
 */
export function stopOnSignals(stopping: Stopping): void {
  let askedAt: number | null = null
  const stop = async () => {
    if (askedAt !== null) {
      if (performance.now() - askedAt > sameSignal) process.exit(1)
      return
    }
    askedAt = performance.now()
    await drain(stopping)
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop)
}

async function drain({ close, save, drained, active, seconds, log }: Stopping): Promise<void> {
  if (active() > 0) {
    log.info({ downloads: active(), seconds }, 'stopping once the downloads that have begun are finished')
  }
  const closed = close().catch((error) => log.error({ err: error }, 'stopping failed'))
  const inTime = await Promise.race([drained().then(() => true), after(seconds * 1_000, false)])
  if (!inTime) log.warn({ downloads: active(), seconds }, 'downloads were still going on and have been cut')
  await Promise.race([closed, after(rest, null)])
  await Promise.race([save(), after(longestSave, null)])
}

function after<Value>(ms: number, value: Value): Promise<Value> {
  return delay(ms, value, { ref: false })
}
