import { Refusal } from '@cyberdeck-ota/core'
import type { FastifySchemaValidationError } from 'fastify'

/** One sentence about the first thing that a schema refused: `bad-field` where it is a field, else `bad-request`. */
export function validationRefusal(issues: readonly FastifySchemaValidationError[]): Refusal {
  const [issue] = issues
  const field = issue?.instancePath.slice(1).replaceAll('/', '.') ?? ''
  const message = issue?.message?.replace(/^Invalid input: /, '') ?? 'it is not as it should be'
  if (field === '') return new Refusal('bad-request', `The request was refused: ${message}.`)
  if (message.endsWith('received undefined'))
    return new Refusal('bad-field', `The field "${field}" is missing.`)
  return new Refusal('bad-field', `The field "${field}" was refused: ${message}.`)
}
