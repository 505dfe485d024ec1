import type { FastifyReply } from 'fastify'
import { namesTag } from '../namesTag.ts'
import { etagOf } from '../reply/imageHeaders.ts'
import { type ByteRange, readRange } from '../reply/range.ts'
import { answerHead, answerNotModified, answerText, answerUnsatisfiable } from './answer.ts'
import type { DeviceRouteDeps } from './deps.ts'
import { clientOf } from './dialect.ts'
import { type Report, sendImage } from './sendImage.ts'

/** A year, the longest that means something (RFC 9111, 1.2.2): these bytes never change. */
export const immutable = 'public, max-age=31536000, immutable'

/** Bytes with an address of their own. */
export interface FixedFile {
  sha256: string
  size: number
  /** Of the answer that carries them, or a part of them. */
  headers: (range: ByteRange | 'whole') => Record<string, string>
  /** Of every answer that is not a refusal. */
  always: Record<string, string>
  /** Whether whoever asks is not to have them now. */
  isHeld: () => boolean
  /** See {@link sendImage}. */
  begin: (range: ByteRange | 'whole') => Report | Promise<Report | null>
}

/** Answers with a file, in ranges where a client wants them, or that the client has it already. */
export function answerFile(
  deps: DeviceRouteDeps,
  file: FixedFile,
  reply: FastifyReply,
): void | Promise<void> {
  const { sha256, size, isHeld, always } = file
  const { method, headers: asked } = reply.request
  const etag = etagOf(sha256)
  if (namesTag(asked['if-none-match'], etag)) {
    return answerNotModified(reply, { ETag: etag, 'Cache-Control': immutable, ...always })
  }
  if (isHeld()) return answerFailure(reply, ...refusals.held)
  const sameFile = (asked['if-range'] ?? etag) === etag
  const range = sameFile ? readRange(asked.range, size) : 'whole'
  if (range === 'unsatisfiable') return answerUnsatisfiable(reply, size)
  const status = range === 'whole' ? 200 : 206
  const headers = { ...file.headers(range), 'Accept-Ranges': 'bytes', ...always }
  if (method === 'HEAD') return answerHead(reply, status, headers)

  const place = deps.downloads.reserve({ continuing: range !== 'whole' && range.start > 0 })
  if (place === null) return answerFailure(reply, ...refusals.busy)
  return sendImage(deps, reply, {
    place,
    sha256,
    range,
    status,
    headers,
    begin: () => file.begin(range),
    // That it asks again may have shown that its last attempt failed.
    withheld: (why) => answerFailure(reply, ...refusals[isHeld() ? 'held' : why]),
  })
}

const refusals = {
  held: [403, 'This device is not to have this build now; the dashboard says why'],
  busy: [429, 'Too many downloads are under way; ask again later'],
  'unreadable-build': [500, 'The build cannot be read'],
  'cannot-record': [503, 'The download could not be recorded; ask again later'],
} satisfies Record<string, [number, string]>

/** An updater takes every status but 304 for a fault of its own. */
function answerFailure(reply: FastifyReply, status: number, body: string): void {
  if (clientOf(reply.request.headers) === 'plain') answerText(reply, status, body)
  else answerNotModified(reply)
}
