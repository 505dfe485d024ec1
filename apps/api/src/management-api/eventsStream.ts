import { PassThrough, type Readable } from 'node:stream'
import type { LiveEvent } from '@cyberdeck-ota/schema'
import type { Live } from '../live.ts'

/** Milliseconds. `apart`: between two writes of hints, which makes at most `1000 / apart` of each event a second. */
export interface StreamPace {
  apart: number
  heartbeat: number
  lifetime: number
}

/** Where to read again what an event hints at. */
const sources: Record<LiveEvent, string> = {
  registry: '/api/v1/registry',
  devices: '/api/v1/devices',
  'check-ins': '/api/v1/check-ins',
  server: '/api/v1/server',
  'flash-jobs': '/api/v1/flash-jobs',
}

/** One listener's stream, and the way to end it before its time. */
export interface HintStream {
  stream: Readable
  end(): void
}

/**
 * Hints for one listener in the format of the HTML standard, section "Server-sent events". Those of the same name that
 * come faster than `apart`, or than the listener reads, become one. The stream ends after `lifetime`, so that a revoked
 * session does not listen on: browsers reconnect by themselves and are asked again who they are.
 */
export function streamHints(live: Live, pace: StreamPace): HintStream {
  const stream = new PassThrough()
  const pending = new Set<LiveEvent>()
  let resting: NodeJS.Timeout | undefined

  const flush = () => {
    resting = undefined
    if (pending.size === 0 || stream.writableNeedDrain) return
    for (const event of pending) {
      stream.write(`event: ${event}\ndata: ${JSON.stringify({ refetch: sources[event] })}\n\n`)
    }
    pending.clear()
    resting = setTimeout(flush, pace.apart)
  }
  const hinted = (event: LiveEvent) => {
    pending.add(event)
    if (!resting) flush()
  }
  const stillHere = () => {
    if (!stream.writableNeedDrain) stream.write(': still here\n\n')
  }
  const stop = () => {
    unsubscribe()
    clearTimeout(resting)
    clearInterval(heartbeat)
    clearTimeout(lifetime)
  }
  const end = () => {
    stop()
    // A listener that does not read would never take the end.
    if (stream.writableNeedDrain) stream.destroy()
    else stream.end()
  }

  const unsubscribe = live.subscribe(hinted)
  const heartbeat = setInterval(stillHere, pace.heartbeat)
  const lifetime = setTimeout(end, pace.lifetime)
  stream.on('drain', () => resting ?? flush())
  stream.once('close', stop)
  stream.write('retry: 2000\n\n')
  return { stream, end }
}
