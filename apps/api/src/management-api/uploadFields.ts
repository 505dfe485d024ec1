import { Refusal } from '@cyberdeck-ota/core'
import { FactoryPartName, UploadFields } from '@cyberdeck-ota/schema'
import type { MultipartValue } from '@fastify/multipart'
import type { z } from 'zod'

/** Whether a part of that name is a file. */
export function isFilePart(name: string): boolean {
  return name === 'file' || FactoryPartName.safeParse(name).success
}

/** Notes one text field of a form. Throws `bad-field` when it is not text, or comes a second time. */
export function takeField(part: MultipartValue, texts: Map<string, string>): void {
  const { fieldname, value } = part
  if (isFilePart(fieldname)) {
    throw new Refusal(
      'missing-file',
      `The part "${fieldname}" is text; send the file itself, as curl does for ${fieldname}=@firmware.bin.`,
    )
  }
  if (part.fieldnameTruncated || part.valueTruncated) {
    throw new Refusal('bad-field', `The field ${shown(fieldname)} is too long.`)
  }
  if (typeof value !== 'string')
    throw new Refusal('bad-field', `The field ${shown(fieldname)} is not plain text.`)
  if (texts.has(fieldname)) throw new Refusal('bad-field', `The field ${shown(fieldname)} comes twice.`)
  texts.set(fieldname, value)
}

/** The fields, understood. Throws `bad-field` with one sentence that names the first wrong one. */
export function readUploadFields(texts: ReadonlyMap<string, string>): UploadFields {
  const result = UploadFields.safeParse(Object.fromEntries(texts))
  if (result.success) return result.data
  throw new Refusal('bad-field', sentence(result.error.issues[0], texts))
}

function sentence(issue: z.core.$ZodIssue | undefined, texts: ReadonlyMap<string, string>): string {
  if (issue?.code === 'unrecognized_keys') {
    const known = Object.keys(UploadFields.shape).join(', ')
    const parts = FactoryPartName.options.join(', ')
    return `There is no field ${shown(issue.keys[0] ?? '')}; the fields of an upload are ${known} and the part "file", with ${parts} for a cable.`
  }
  const name = String(issue?.path[0])
  if (!texts.has(name)) return `The field "${name}" is missing.`
  if (issue?.code === 'invalid_value') {
    return `The field "${name}" is ${shown(texts.get(name) ?? '')}, which is not one of ${issue.values.join(', ')}.`
  }
  return `The field "${name}" cannot be used: ${issue?.message}.`
}

/** Other people's text inside a sentence: quoted, and short enough to leave the sentence readable. */
export function shown(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)
}
