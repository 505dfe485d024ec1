import type { FastifyInstance } from 'fastify'
import type { BuildStore } from '../builds/store.ts'
import { answerText } from './answer.ts'
import { registerBuildRoutes } from './buildRoutes.ts'
import { registerCheckInRoute } from './checkInRoute.ts'
import type { DeviceRouteDeps } from './deps.ts'
import { createImageCache } from './imageCache.ts'
import { registerInfoRoute } from './infoRoute.ts'
import { registerManifestRoute } from './manifestRoute.ts'
import { createPartedDownloads } from './partedDownloads.ts'

/** What the device API is given. */
export interface DeviceApiDeps extends Omit<DeviceRouteDeps, 'images' | 'parted'> {
  builds: Pick<BuildStore, 'read'>
  /** Bytes of images kept in memory. */
  imageMemory?: number
}

const usualImageMemory = 64 * 1024 * 1024

/**
 * Everything ESP32s call, under `/ota`, in a scope of its own: no hook of the management API runs for a poll,
 * and none of this reaches beyond.
 */
export function registerDeviceApi(app: FastifyInstance, given: DeviceApiDeps): void {
  const { builds, imageMemory = usualImageMemory, log, now } = given
  const failed = (sha256: string, error: unknown) =>
    log.error(
      { sha256, err: error ?? undefined },
      'a published build cannot be read; devices are told to wait',
    )
  const images = createImageCache({ builds, limit: imageMemory, now, failed })
  const deps = { ...given, images, parted: createPartedDownloads() }
  app.register(
    async (scope) => {
      scope.setErrorHandler((error, request, reply) => {
        const { statusCode = 500 } = error as { statusCode?: number }
        // A body that Fastify cannot read, where no route takes one: the client's fault, and nobody's news.
        if (statusCode < 500) return answerText(reply, statusCode, 'Bad request')
        log.error({ err: error, url: request.url }, 'a device request failed')
        answerText(reply, 500, 'The server failed')
      })
      scope.setNotFoundHandler((_request, reply) => answerText(reply, 404, 'Not found'))
      registerCheckInRoute(scope, deps)
      registerInfoRoute(scope, deps)
      registerManifestRoute(scope, deps)
      registerBuildRoutes(scope, deps)
    },
    { prefix: '/ota' },
  )
}
