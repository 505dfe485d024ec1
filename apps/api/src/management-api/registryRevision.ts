import { Refusal } from '@cyberdeck-ota/core'
import type { Registry } from '@cyberdeck-ota/schema'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** The entity tag of a revision of the registry, `"17"`. */
export const registryTag = (registry: Registry): string => `"${registry.revision}"`

/**
 * The revision a write insists on (`If-Match`), undefined when it takes any. The weak form is taken too, because a
 * proxy that compresses turns `"17"` into `W/"17"`. Throws a `Refusal` for a tag that no registry ever had.
 */
export function revisionAsked(request: FastifyRequest): number | undefined {
  const header = request.headers['if-match']
  if (header === undefined || header.trim() === '*') return undefined
  const revision = /^\s*(?:W\/)?"(\d{1,15})"\s*$/.exec(header)?.[1]
  if (revision === undefined) {
    throw new Refusal(
      'bad-request',
      'If-Match takes one ETag as GET /api/v1/registry answers it, such as "17".',
    )
  }
  return Number(revision)
}

/** Each change has every open dashboard fetch the whole registry, whose JSON takes milliseconds to make. */
const texts = new WeakMap<Registry, string>()

/** Answers with the registry and its tag. The door has checked it against its schema already. */
export function sendRegistry(reply: FastifyReply, registry: Registry): FastifyReply {
  const text = texts.get(registry) ?? JSON.stringify(registry)
  texts.set(registry, text)
  return reply
    .header('etag', registryTag(registry))
    .header('cache-control', 'private, no-cache')
    .type('application/json; charset=utf-8')
    .send(text)
}
