import { STATUS_CODES } from 'node:http'
import { Refusal } from '@cyberdeck-ota/core'
import type { Problem, ProblemCode } from '@cyberdeck-ota/schema'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { TooManyAttempts } from '../accounts/throttle.ts'
import { DiskFull } from '../files/diskFull.ts'
import { validationRefusal } from './problemOfValidation.ts'

/** The one place that knows which HTTP status a refusal has. */
const statuses: Record<ProblemCode, number> = {
  'not-an-image': 422,
  'bootloader-image': 422,
  'ram-image': 422,
  'partition-table': 422,
  'otadata-image': 422,
  'filesystem-image': 422,
  'elf-file': 422,
  'uf2-file': 422,
  'hex-file': 422,
  'gzip-file': 422,
  'zip-file': 422,
  'text-file': 422,
  'truncated-image': 422,
  'corrupt-image': 422,
  'merged-image': 422,
  'no-descriptor': 422,
  'encrypted-image': 422,
  'empty-file': 422,
  'too-large': 413,
  'missing-file': 400,
  'several-files': 400,
  'bad-field': 400,
  'upload-interrupted': 400,
  'wrong-part': 422,
  'does-not-fit': 422,
  'version-exists': 409,
  'wrong-chip': 409,
  'release-in-use': 409,
  'unknown-product': 404,
  'unknown-release': 404,
  'unknown-token': 404,
  'unknown-device': 404,
  'unknown-board': 404,
  'unknown-channel': 404,
  'unknown-action': 404,
  'unknown-check-in': 404,
  'unknown-port': 404,
  'unknown-flash-job': 404,
  'product-exists': 409,
  'product-in-use': 409,
  'board-in-use': 409,
  'channel-in-use': 409,
  'stepping-stone-loop': 409,
  'bad-query': 400,
  'demo-running': 409,
  'no-serial-ports': 409,
  'port-busy': 409,
  'revision-moved': 412,
  'sign-in-required': 401,
  'wrong-password': 401,
  'wrong-claim-code': 403,
  'already-claimed': 409,
  forbidden: 403,
  'too-many-attempts': 429,
  'disk-full': 507,
  'not-found': 404,
  'bad-request': 400,
  'internal-error': 500,
}

/** What Fastify itself refuses, in sentences that repeat nothing of the request. */
const refusedByFastify: Record<string, [ProblemCode, string]> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['too-large', 'The body of the request is larger than this route takes.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['bad-request', 'The request says it is JSON, but its body is empty.'],
  FST_ERR_CTP_INVALID_JSON_BODY: ['bad-request', 'The body of the request is not valid JSON.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    'bad-request',
    'The Content-Type of the request is not one that this route takes; most take application/json.',
  ],
}

/** The error handler of the management API: every error leaves as `application/problem+json` (RFC 9457). */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = asRefusal(error)
  if (refusal.code === 'internal-error') request.log.error({ err: error }, 'a request failed')
  if (refusal instanceof TooManyAttempts) reply.header('retry-after', refusal.retryAfter)
  const status = statusOf(refusal, error)
  if (status === 401) reply.header('www-authenticate', 'Bearer')
  const problem: Problem = {
    // RFC 9457 4.2.1: then the title is the status's own.
    type: 'about:blank',
    title: STATUS_CODES[status] ?? '',
    status,
    code: refusal.code,
    detail: refusal.sentence,
  }
  return reply.code(status).type('application/problem+json').send(JSON.stringify(problem))
}

export function sendNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendProblem(
    new Refusal('not-found', `There is nothing to ${request.method} at this address.`),
    request,
    reply,
  )
}

/** `bad-request` keeps the status that Fastify or a plugin gave it, such as 415. */
function statusOf({ code }: Refusal, error: unknown): number {
  return code === 'bad-request' ? (clientFault(error) ?? statuses[code]) : statuses[code]
}

/** The status of an error that Fastify or a plugin puts down to the client. */
function clientFault(error: unknown): number | null {
  const { statusCode } = (error ?? {}) as { statusCode?: number }
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500 ? statusCode : null
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (hasZodFastifySchemaValidationErrors(error)) return validationRefusal(error.validation)
  if (saysDiskFull(error))
    return new Refusal(
      'disk-full',
      'The disk of the server is full, so nothing was changed: make room and try again.',
    )
  const known = refusedByFastify[(error as { code?: string } | null)?.code ?? '']
  if (known) return new Refusal(...known)
  if (clientFault(error) !== null) return new Refusal('bad-request', 'The request cannot be understood.')
  return new Refusal('internal-error', 'Something went wrong in the server; its log says what.')
}

/** SQLITE_FULL, https://sqlite.org/rescode.html#full */
const sqliteFull = 13

function saysDiskFull(error: unknown): boolean {
  return error instanceof DiskFull || (error as { errcode?: number } | null)?.errcode === sqliteFull
}
