import type { z } from 'zod'

/** What a schema of `@cyberdeck-ota/schema` has against a text, as a sentence; null for nothing. */
export function complaint(schema: z.ZodType<string>, text: string): string | null {
  const message = schema.safeParse(text).error?.issues[0]?.message
  return message === undefined ? null : `${message.charAt(0).toUpperCase()}${message.slice(1)}.`
}
