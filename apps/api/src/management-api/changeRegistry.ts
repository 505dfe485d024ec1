import type { Change } from '@cyberdeck-ota/core'
import type { Registry } from '@cyberdeck-ota/schema'
import type { FastifyRequest } from 'fastify'
import type { RegistryDoor } from '../registry/registry.ts'
import { byOf } from './caller.ts'
import { revisionAsked } from './registryRevision.ts'

/** Makes a change in the caller's name, if the registry is at the revision the caller insists on. Throws a `Refusal`. */
export async function changeRegistry(
  { registry }: { registry: RegistryDoor },
  change: Change,
  request: FastifyRequest,
): Promise<Registry> {
  return registry.change(change, byOf(request), revisionAsked(request))
}
