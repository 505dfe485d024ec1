import { Refusal } from '@cyberdeck-ota/core'
import type { Multipart } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'

const limits = {
  fileSize: Number.POSITIVE_INFINITY, // the build store counts
  fields: 32,
  parts: 40,
  fieldSize: 64 * 1024,
}

/** Throws a `Refusal` that says how to send a form, unless the request is one. */
export function requireForm(request: FastifyRequest): void {
  if (request.isMultipart()) return
  throw new Refusal(
    'bad-request',
    'An upload is a form (multipart/form-data) with the file in its part "file", as curl -F version=1.02 -F file=@firmware.bin sends it.',
  )
}

/** The parts of a form as they arrive; each file has to be read before the next part comes. Throws a `Refusal`. */
export async function* partsOf(request: FastifyRequest): AsyncGenerator<Multipart> {
  try {
    yield* request.parts({ limits })
  } catch (error) {
    throw asFormRefusal(error)
  }
}

/** What the form's parser found wrong, as one sentence. */
export function asFormRefusal(error: unknown): Refusal {
  const { code, message } = error as { code?: string; message: string }
  switch (code) {
    case 'FST_PROTO_VIOLATION':
      return new Refusal('bad-field', 'The upload has a field with a name that no field may have.')
    case 'FST_INVALID_JSON_FIELD_ERROR':
      return new Refusal('bad-field', 'The upload has a field that is not plain text.')
    case 'FST_FIELDS_LIMIT':
    case 'FST_PARTS_LIMIT':
      return new Refusal('bad-field', 'The upload has far more fields than there are.')
    case 'FST_MP_PREMATURE_CLOSE':
      return interrupted()
    default:
      // The parser's own errors have no code, and all that say so mean that the form stops in the middle.
      if (/end of multipart data|terminated early/.test(message)) return interrupted()
      return new Refusal('bad-request', `The form cannot be read: ${message}.`)
  }
}

const interrupted = () =>
  new Refusal('upload-interrupted', 'The upload broke off before its end; nothing of it was kept.')
