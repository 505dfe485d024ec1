import type { LiveEvent } from '@cyberdeck-ota/schema'
import type { FastifyBaseLogger, FastifyRequest } from 'fastify'
import type { Fleet } from '../fleet/fleet.ts'
import type { RegistryDoor } from '../registry/registry.ts'
import type { Downloads } from './downloads.ts'
import type { ImageCache } from './imageCache.ts'
import type { PartedDownloads } from './partedDownloads.ts'

/** What each device route rests on. */
export interface DeviceRouteDeps {
  registry: Pick<RegistryDoor, 'current'>
  images: ImageCache
  fleet: Pick<Fleet, 'identify' | 'memoryOf' | 'isReceiving' | 'heard' | 'open' | 'saw' | 'sawMalformed'>
  downloads: Pick<Downloads, 'reserve' | 'full' | 'limit' | 'look'>
  parted: PartedDownloads
  /** A proxy stands in front of the server. */
  trustProxy: boolean
  /** The address boards use, without a slash at the end. */
  deviceUrl: (request: FastifyRequest) => string
  /** ms since 1970. */
  now: () => number
  hint: (event: LiveEvent) => void
  log: FastifyBaseLogger
}
