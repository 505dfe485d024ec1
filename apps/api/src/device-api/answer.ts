import type { DeviceReply } from '@cyberdeck-ota/schema'
import type { FastifyReply } from 'fastify'
import { notModified, textReply, wholeReply } from '../reply/textReply.ts'
import { isBrowser } from './dialect.ts'

/** Sends an answer without an image as it stands; a HEAD gets its headers only. Returns the status. */
export function answer(reply: FastifyReply, { status, headers, body }: DeviceReply): number {
  reply.hijack()
  reply.raw.writeHead(status, headers)
  reply.raw.end(body ?? undefined)
  return status
}

/** Answers with a whole body. */
export function answerWhole(
  reply: FastifyReply,
  status: number,
  headers: Record<string, string>,
  body: string,
): void {
  answer(reply, wholeReply(status, headers, body, isBrowser(reply.request.headers)))
}

/** Answers with a text of the moment. */
export function answerText(reply: FastifyReply, status: number, body: string): void {
  answer(reply, textReply(status, body, isBrowser(reply.request.headers)))
}

/** Answers a HEAD with the headers that a GET of the same would get. */
export function answerHead(reply: FastifyReply, status: number, headers: Record<string, string>): void {
  answer(reply, { status, headers, body: null, image: null })
}

/** Answers that there is nothing new. */
export function answerNotModified(reply: FastifyReply, headers: Record<string, string> = {}): void {
  answer(reply, notModified(headers))
}

/** Answers that no byte of what was asked for is there to send. */
export function answerUnsatisfiable(reply: FastifyReply, size: number): void {
  answerWhole(reply, 416, { 'Content-Range': `bytes */${size}`, 'Cache-Control': 'no-store' }, '')
}
