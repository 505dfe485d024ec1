import { createHash } from 'node:crypto'
import { Refusal } from '@cyberdeck-ota/core'

interface Listed {
  query: string
  sort: string
}

/** What `next` says: the store's own cursor, and which list it is of. */
export function cursorFor(listed: Listed, next: string): string {
  return `${listOf(listed, next)}.${next}`
}

/** The store's cursor in a request; null for the first page. Throws the `Refusal` `bad-field` for one of another list. */
export function cursorIn(listed: Listed & { cursor?: string | undefined }): string | null {
  const { cursor } = listed
  if (cursor === undefined) return null
  const next = cursor.slice(cursor.indexOf('.') + 1)
  if (cursor === cursorFor(listed, next)) return next
  throw new Refusal(
    'bad-field',
    'The cursor is not one that this query and sort were answered with: begin again without it.',
  )
}

function listOf({ query, sort }: Listed, next: string): string {
  return createHash('sha256')
    .update(JSON.stringify([query, sort, next]))
    .digest('base64url')
    .slice(0, 12)
}
