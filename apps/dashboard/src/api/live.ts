import { LiveEvent } from '@cyberdeck-ota/schema'
import { paced } from './paced.ts'
import type { EndpointName } from './queries.ts'

/** `live`: changes show by themselves. `reconnecting`: the stream is gone, and the page asks now and then instead. */
export type Connection = 'live' | 'reconnecting'

/** What each hint says to read again. */
const rereads = {
  registry: ['registry', 'server', 'device', 'demo'],
  devices: ['devices', 'device'],
  'check-ins': ['check-ins', 'server'],
  server: ['server'],
  'flash-jobs': ['flash-jobs'],
} as const satisfies Record<LiveEvent, readonly EndpointName[]>

/** Milliseconds that readings for the same hint are apart. A large fleet hints at its devices without end. */
const pace: Record<LiveEvent, number> = {
  registry: 0,
  devices: 2_000,
  'check-ins': 0,
  server: 0,
  'flash-jobs': 0,
}

const everything: EndpointName[] = [
  'registry',
  'server',
  'check-ins',
  'devices',
  'device',
  'demo',
  'flash-jobs',
  'serial-ports',
]

interface LiveOptions {
  /** Opens the stream of hints. */
  open: () => EventSource
  /** Reads these endpoints again. */
  reread: (names: readonly EndpointName[]) => void
  /** Milliseconds between questions while the stream is gone, which is also how soon a refused stream is tried again. */
  pollEvery: number
  /** Milliseconds that a gap may last unnoticed: the server ends each stream now and then, and the browser reopens it. */
  grace: number
}

/**
 * Follows the server's stream of hints. Level, not edge: after every gap everything is read again, so a lost hint costs
 * nothing. Starts with the first subscriber and ends with the last, in the shape `useSyncExternalStore` wants.
 */
export function createLive({ open, reread, pollEvery, grace }: LiveOptions) {
  const listeners = new Set<() => void>()
  let connection: Connection = 'reconnecting'
  let source: EventSource | undefined
  let poll: ReturnType<typeof setInterval> | undefined
  let gap: ReturnType<typeof setTimeout> | undefined

  function become(next: Connection) {
    if (next === connection) return
    connection = next
    for (const notify of listeners) notify()
  }

  function connect() {
    source = open()
    source.onopen = () => {
      clearTimeout(gap)
      gap = undefined
      become('live')
      reread(everything)
    }
    source.onerror = () => {
      gap ??= setTimeout(() => become('reconnecting'), grace)
    }
    for (const name of LiveEvent.options) {
      source.addEventListener(
        name,
        paced(() => reread(rereads[name]), pace[name]),
      )
    }
  }

  function ask() {
    if (connection === 'live') return
    // The browser gives up for good when the stream is refused with an HTTP status, as a proxy does that restarts.
    if (source?.readyState === 2) connect()
    reread(everything)
  }

  function start() {
    connect()
    poll = setInterval(ask, pollEvery)
  }

  function stop() {
    clearInterval(poll)
    clearTimeout(gap)
    gap = undefined
    source?.close()
    source = undefined
    connection = 'reconnecting'
  }

  return {
    get: () => connection,
    subscribe(listener: () => void) {
      listeners.add(listener)
      if (listeners.size === 1) start()
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) stop()
      }
    },
  }
}
