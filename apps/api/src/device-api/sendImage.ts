import type { IncomingHttpHeaders } from 'node:http'
import type { DownloadProgress } from '@cyberdeck-ota/schema'
import type { FastifyReply } from 'fastify'
import type { ByteRange } from '../reply/range.ts'
import type { DeviceRouteDeps } from './deps.ts'
import type { Place } from './downloads.ts'

/** Who hears how a download goes. */
export type Report = (progress: DownloadProgress) => void

/** An image, or a part of it, for somebody who has a place. */
export interface ImageAnswer {
  place: Place
  sha256: string
  range: ByteRange | 'whole'
  status: number
  headers: Record<string, string>
  /**
   * Called once the bytes are at hand; they leave as soon as it says who hears of the progress. Null: they are not to
   * leave.
   */
  begin: () => Report | Promise<Report | null>
  /** Called when nothing is sent, because the bytes cannot be read or `begin` came to nothing: answers something else. */
  withheld: (why: 'unreadable-build' | 'cannot-record') => void
}

/**
 * Sends an image once its bytes are in memory, and not a header before: an updater looks for the first body
 * byte 100 ms after the headers, and never again.
 */
export function sendImage(
  { images, trustProxy }: Pick<DeviceRouteDeps, 'images' | 'trustProxy'>,
  reply: FastifyReply,
  { place, sha256, range, status, headers, begin, withheld }: ImageAnswer,
): void | Promise<void> {
  const withhold = (why: Parameters<typeof withheld>[0]) => {
    place.release()
    withheld(why)
  }
  const send = (image: Buffer, report: Report) => {
    reply.hijack()
    place.send({
      response: reply.raw,
      socket: reply.request.raw.socket,
      status,
      headers,
      body: range === 'whole' ? image : image.subarray(range.start, range.end + 1),
      proxied: trustProxy || isForwarded(reply.request.headers),
      report,
    })
  }
  const start = (image: Buffer | null) => {
    if (image === null) return withhold('unreadable-build')
    const begun = begin()
    if (!(begun instanceof Promise)) return send(image, begun)
    return begun.then((report) => (report === null ? withhold('cannot-record') : send(image, report)))
  }
  const image = images.get(sha256)
  return image instanceof Promise ? image.then(start) : start(image)
}

/** Whether a proxy says that it stands between, be it trusted in who the client is or not. */
function isForwarded(headers: IncomingHttpHeaders): boolean {
  return 'x-forwarded-for' in headers || 'forwarded' in headers || 'via' in headers
}
