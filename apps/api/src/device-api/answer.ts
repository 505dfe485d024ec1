import type { IncomingHttpHeaders } from 'node:http'
import type { ClientKind } from '@cyberdeck-ota/schema'
import type { FastifyReply } from 'fastify'

/**
 * A kept-alive connection freezes Arduino's `getString` until the server closes it, so only browsers, which
 * all call themselves Mozilla, are offered one.
 */
function connectionHeader(headers: IncomingHttpHeaders): Record<string, string> {
  return headers['user-agent']?.startsWith('Mozilla/') ? {} : { Connection: 'close' }
}

/**
 * Answers with a whole body and its length: device routes never send chunks. `body` is not sent to a HEAD.
 */
export function answerWhole(
  reply: FastifyReply,
  status: number,
  headers: Record<string, string>,
  body: string,
): void {
  reply.hijack()
  reply.raw.writeHead(status, {
    ...headers,
    'Content-Length': Buffer.byteLength(body),
    ...connectionHeader(reply.request.headers),
  })
  reply.raw.end(body)
}

/** Answers with a text of the moment, which nothing between here and the device may keep. */
export function answerText(reply: FastifyReply, status: number, body: string): void {
  answerWhole(
    reply,
    status,
    { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
    body,
  )
}

/**
 * Answers without a body and without its length; `esp_http_client` waits for a 304's body when one is
 * announced.
 */
export function answerNotModified(reply: FastifyReply, headers: Record<string, string> = {}): void {
  reply.hijack()
  reply.raw.writeHead(304, { ...headers, Connection: 'close' })
  reply.raw.end()
}

/** Answers a HEAD with the headers that a GET of the same would get. */
export function answerHead(reply: FastifyReply, status: number, headers: Record<string, string>): void {
  reply.hijack()
  reply.raw.writeHead(status, headers).end()
}

/** Answers that no byte of what was asked for is there to send. */
export function answerUnsatisfiable(reply: FastifyReply, size: number): void {
  answerWhole(reply, 416, { 'Content-Range': `bytes */${size}`, 'Cache-Control': 'no-store' }, '')
}

/**
 * Says that a product has nothing published, word for word as the seed's sketch expects it. Returns the
 * status.
 */
export function answerNoFirmware(reply: FastifyReply): 503 {
  answerText(reply, 503, 'No firmware available')
  return 503
}

/**
 * Tells a client that there is nothing for it now. To an updater every 200 is firmware, and every other
 * status but 304 a fault. Returns the status.
 */
export function answerNothingNew(reply: FastifyReply, client: ClientKind): 200 | 304 {
  if (client === 'plain') {
    answerText(reply, 200, 'Uptodate')
    return 200
  }
  answerNotModified(reply)
  return 304
}
