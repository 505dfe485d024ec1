import type { Build, DownloadProgress } from '@cyberdeck-ota/schema'
import type { FastifyReply } from 'fastify'
import type { DeviceRouteDeps } from './deps.ts'
import type { Place } from './downloads.ts'
import type { ByteRange } from './range.ts'

/** An image, or a part of it, for somebody who has a place. */
export interface ImageAnswer {
  place: Place
  build: Build
  range: ByteRange | 'whole'
  status: number
  headers: Record<string, string>
  /**
   * Called once the bytes are at hand and nothing can go wrong before they leave; returns who hears of the
   * progress.
   */
  begin: () => (progress: DownloadProgress) => void
  /** Called instead when the bytes cannot be read: answers something else. */
  unreadable: () => void
}

/**
 * Sends an image once its bytes are in memory, and not a header before: an updater looks for the first body
 * byte 100 ms after the headers, and never again.
 */
export function sendImage(
  { images }: Pick<DeviceRouteDeps, 'images'>,
  reply: FastifyReply,
  { place, build, range, status, headers, begin, unreadable }: ImageAnswer,
): void | Promise<void> {
  const send = (image: Buffer | null) => {
    if (image === null) {
      place.release()
      return unreadable()
    }
    reply.hijack()
    const body = range === 'whole' ? image : image.subarray(range.start, range.end + 1)
    place.send({
      response: reply.raw,
      socket: reply.request.raw.socket,
      status,
      headers,
      body,
      report: begin(),
    })
  }
  const image = images.get(build.sha256)
  return image instanceof Promise ? image.then(send) : send(image)
}
