import type { ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { DownloadProgress } from '@cyberdeck-ota/schema'
import type { Connection } from './acknowledged.ts'

/** What there is to send, and who wants to know how it goes. */
export interface Sending {
  response: ServerResponse
  socket: Socket
  status: number
  headers: Record<string, string>
  body: Buffer
  /** A proxy stands between, so that what is acknowledged is acknowledged by it. */
  proxied: boolean
  /** Called whenever something changed; the last time with `complete` or `aborted`. */
  report: (progress: DownloadProgress) => void
}

/** How long to be patient, in ms. */
export interface Patience {
  /** Without a single byte acknowledged, after which the client is let go. */
  letGoAfter: number
  /** For a client that acknowledged everything to close its end. */
  linger: number
}

/** One image on its way to one client. */
export interface Download {
  readonly socket: Socket
  readonly connection: Connection
  /**
   * Takes note of how many bytes the client has yet to acknowledge; undefined when the system does not know
   * the connection, null when it does not tell of any.
   */
  observe(unacknowledged: number | undefined | null): void
}

/** What a download tells the one who counts them. Each may be called more than once. */
export interface Milestones {
  /** Nothing more has to be kept running for it: everything is acknowledged, or the client is gone. */
  delivered(): void
  /** The client closed its end: worth a look whether it had everything. */
  closed(): void
  /** How it ended has been reported. */
  over(): void
}

/**
 * A table that is read while it changes may lack an open connection. One that keeps lacking it is that of a
 * system that does not tell; then what the kernel took counts as acknowledged.
 */
const forgivenMisses = 1

/** The kernel counts the FIN that closes our side as one byte. */
const finByte = 1

/**
 * Sends headers and image in one write, then closes our side, and watches until the client has acknowledged
 * the last byte and closed its own. The response is never ended: `server.close()` destroys the connection of
 * an ended response even while its bytes are still on their way.
 */
export function createDownload(sending: Sending, patience: Patience, milestones: Milestones): Download {
  const { response, socket, status, headers, body, report } = sending
  const size = body.length
  const connection = connectionOf(socket)
  let sent = 0
  let flushed = false
  let over = false
  let closedByClient = false
  let seenUnderWay = false
  let lastProgressAt = performance.now()
  let acknowledgedAt: number | null = null
  let misses = 0
  let approximate = sending.proxied

  const finish = (state: 'complete' | 'aborted') => {
    if (over) return
    over = true
    if (state === 'complete') sent = size
    report({ state, sent, size, approximate })
    milestones.delivered()
    milestones.over()
  }

  const queued = () => {
    if (flushed) return 0
    // A pipelined response gets its socket when those before it are through.
    return response.socket === null ? size : queuedIn(socket)
  }

  const progress = (received: number) => {
    if (received <= sent) return
    sent = received
    lastProgressAt = performance.now()
    report({ state: 'running', sent, size, approximate })
  }

  const observeAcknowledged = () => {
    if (closedByClient) return finish('complete')
    progress(size)
    acknowledgedAt ??= performance.now()
    milestones.delivered()
    if (performance.now() - acknowledgedAt < patience.linger) return
    socket.destroy()
    finish('complete')
  }

  const observe = (unacknowledged: number | undefined | null) => {
    if (over) return
    if (unacknowledged === undefined) return observeUnknown()
    misses = 0
    if (unacknowledged === null) observeUntold()
    else observeRemaining(unacknowledged)
  }

  const observeUnknown = () => {
    if (closedByClient) return finish(seenUnderWay ? 'aborted' : 'complete')
    misses += 1
    if (misses > forgivenMisses) observeUntold()
  }

  const observeUntold = () => {
    approximate = true
    observeRemaining(0)
  }

  const observeRemaining = (unacknowledged: number) => {
    if (flushed && unacknowledged <= finByte) return observeAcknowledged()
    progress(size - queued() - unacknowledged)
    seenUnderWay = closedByClient
    if (performance.now() - lastProgressAt < patience.letGoAfter) return
    socket.destroy()
    finish('aborted')
  }

  report({ state: 'running', sent, size, approximate })
  socket.once('close', (hadError) => {
    milestones.delivered()
    if (hadError || !flushed) return finish('aborted')
    closedByClient = true
    milestones.closed()
  })
  response.writeHead(status, headers)
  response.write(body, (error) => {
    if (error) return
    flushed = true
    socket.end()
  })
  return { socket, connection, observe }
}

/** Sends where there is no connection to watch: a request that was injected into the process. */
export function sendUnwatched({ response, status, headers, body, report }: Sending): void {
  response.writeHead(status, headers).end(body)
  report({ state: 'complete', sent: body.length, size: body.length, approximate: true })
}

/** Whether a download to this client can be watched. */
export function isWatchable(socket: unknown): socket is Socket {
  return socket instanceof Socket
}

function connectionOf(socket: Socket): Connection {
  const { localAddress = '', localPort = 0, remoteAddress = '', remotePort = 0 } = socket
  return { localAddress, localPort, remoteAddress, remotePort }
}

/**
 * Bytes that Node has not given to the kernel yet; `writableLength` alone would count a whole write until its
 * end.
 */
function queuedIn(socket: Socket): number {
  const { _handle: handle } = socket as Socket & { _handle?: { writeQueueSize?: number } | null }
  return handle?.writeQueueSize ?? socket.writableLength
}
