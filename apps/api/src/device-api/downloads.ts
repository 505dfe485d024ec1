import type { Socket } from 'node:net'
import type { ServerInfo } from '@cyberdeck-ota/schema'
import { isoTime } from '../isoTime.ts'
import { createQueue } from '../queue.ts'
import type { Acknowledged, Connection } from './acknowledged.ts'
import {
  createDownload,
  type Download,
  isWatchable,
  type Patience,
  type Sending,
  sendUnwatched,
} from './download.ts'
import { createWatch } from './watch.ts'

/** A place among the downloads served at once. Taken until it is given back or its download is delivered. */
export interface Place {
  /** Sends headers and body, and keeps the place until the client has acknowledged them or is gone. */
  send(sending: Sending): void
  /** Gives the place back unused. */
  release(): void
}

/** All downloads of this process. */
export interface Downloads {
  /**
   * A place, or null when all are taken, which counts as turned away. A client that is `continuing` a file it
   * has begun gets one up to twice the limit.
   */
  reserve(options?: { continuing: boolean }): Place | null
  /** Whether `reserve` would turn away now. */
  readonly full: boolean
  readonly limit: number
  counters(): ServerInfo['downloads']
  /** Looks at what clients have acknowledged by now, and has told it when this resolves. */
  look(): Promise<void>
  /** Whether an image is being sent on this connection, so that nobody else may write to it or end it. */
  serves(socket: Socket): boolean
  /**
   * Resolves once every begun download is acknowledged to the last byte or over; at once when there is none.
   */
  drained(): Promise<void>
}

export interface DownloadsOptions extends Partial<Patience> {
  /** How many at once. */
  limit: number
  acknowledged: Acknowledged
  /** ms since 1970. */
  now: () => number
  /** Called when progress or counters changed. */
  changed: () => void
  /**
   * Told what `acknowledged` failed with, once until it works again. Meanwhile what the kernel took counts as
   * acknowledged.
   */
  failed: (error: unknown) => void
  /** ms between two looks at what was acknowledged. */
  tick?: number
}

/**
 * A client that has begun a file in parts is let finish it beyond the limit, up to this many times the limit: nothing
 * proves that it did begin.
 */
const continuingShare = 2

/** How a download ended whose client left before its first byte. */
const nothing = { state: 'aborted', sent: 0, approximate: false } as const

/** Soon enough that a device's next poll finds its download counted; late enough to look once for many. */
const soon = 20

export function createDownloads(options: DownloadsOptions): Downloads {
  const { limit, acknowledged, now, changed, failed, tick = 1_000 } = options
  const { letGoAfter = 300_000, linger = 10_000 } = options
  const watched = new Set<Download>()
  const sockets = new Set<Socket>()
  const waiting: (() => void)[] = []
  let active = 0
  let turnedAway = 0
  let lastTurnedAwayAt: number | null = null
  let failing = false

  const giveBack = () => {
    active -= 1
    if (active === 0) for (const resolve of waiting.splice(0)) resolve()
    changed()
  }

  const inTurn = createQueue()
  let next: Promise<boolean> | null = null
  const observeAll = async () => {
    next = null
    const downloads = [...watched]
    if (downloads.length === 0) return false
    const remaining = await remainingOf(downloads.map(({ connection }) => connection))
    for (const download of downloads) {
      download.observe(remaining === null ? null : remaining.get(download.connection))
    }
    changed()
    return true
  }
  const look = () => {
    next ??= inTurn(observeAll)
    return next
  }
  const watch = createWatch(look, tick)

  const remainingOf = async (connections: readonly Connection[]) => {
    try {
      const remaining = await acknowledged.unacknowledged(connections)
      failing = false
      return remaining
    } catch (error) {
      if (!failing) failed(error)
      failing = true
      return null
    }
  }

  const place = (): Place => {
    active += 1
    let mine = true
    const release = () => {
      if (mine) giveBack()
      mine = false
    }
    return {
      release,
      send: (sending) => {
        if (!isWatchable(sending.socket)) {
          release()
          return sendUnwatched(sending)
        }
        if (sending.socket.destroyed) {
          release()
          return sending.report({ ...nothing, size: sending.body.length })
        }
        const download = createDownload(
          sending,
          { letGoAfter, linger },
          {
            delivered: release,
            closed: () => watch.lookIn(soon),
            over: () => {
              watched.delete(download)
              sockets.delete(download.socket)
            },
          },
        )
        watched.add(download)
        sockets.add(download.socket)
        watch.lookIn(tick)
        changed()
      },
    }
  }

  return {
    reserve: ({ continuing } = { continuing: false }) => {
      if (active < (continuing ? limit * continuingShare : limit)) return place()
      turnedAway += 1
      lastTurnedAwayAt = now()
      changed()
      return null
    },
    get full() {
      return active >= limit
    },
    limit,
    look: async () => {
      await look()
    },
    counters: () => ({
      active,
      limit,
      turnedAway,
      lastTurnedAwayAt: lastTurnedAwayAt === null ? null : isoTime(lastTurnedAwayAt),
    }),
    serves: (socket) => sockets.has(socket),
    drained: () => (active === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  }
}
