import { ServerInfo } from '@cyberdeck-ota/schema'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Fleet } from '../fleet/fleet.ts'
import { isoTime } from '../isoTime.ts'

/** What the server says of itself. Functions, where the answer changes while it runs. */
export interface ServerFacts {
  version: string
  /** Milliseconds since 1970. */
  startedAt: number
  /** The address boards should use, without a slash at the end; known only once the server listens. */
  deviceUrl: () => string
  /** PUBLIC_URL is set. */
  deviceUrlIsSet: boolean
  /** Largest upload, bytes. */
  uploadLimit: number
  downloads: () => ServerInfo['downloads']
  adoption: ServerInfo['adoption']
}

/** `GET /server`: the server's own state, for the snippets and the Overview page. */
export function registerServerRoutes(
  scope: FastifyInstance,
  deps: { server: ServerFacts; fleet: Pick<Fleet, 'summary'> },
): void {
  const { server, fleet } = deps
  scope
    .withTypeProvider<ZodTypeProvider>()
    .get(
      '/server',
      { schema: { summary: 'The server’s own state', tags: ['server'], response: { 200: ServerInfo } } },
      async () => ({
        version: server.version,
        startedAt: isoTime(server.startedAt),
        deviceUrl: server.deviceUrl(),
        deviceUrlIsSet: server.deviceUrlIsSet,
        downloads: server.downloads(),
        uploadLimit: server.uploadLimit,
        fleet: fleet.summary(),
        adoption: server.adoption,
      }),
    )
}
