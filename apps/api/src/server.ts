import type { Socket } from 'node:net'
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import type { Accounts } from './accounts/accounts.ts'
import { registerDeviceApi } from './device-api/deviceApi.ts'
import type { Downloads } from './device-api/downloads.ts'
import { deviceServerOptions } from './device-api/serverOptions.ts'
import { registerHealth } from './health.ts'
import { registerDashboard } from './management-api/dashboardFiles.ts'
import { registerOpenApi } from './management-api/openapi.ts'
import { type ManagementDeps, registerManagementRoutes } from './management-api/routes.ts'
import { registerManagementApi } from './management-api/scope.ts'

export interface ServerDeps extends ManagementDeps {
  accounts: Accounts
  downloads: Downloads
  log: FastifyBaseLogger
  /** Believe what the nearest proxy says in X-Forwarded-For and X-Forwarded-Proto. */
  trustProxy: boolean
  /** Set: the address boards use. Unset: whatever address a request came to. */
  publicUrl: string | undefined
  /** Where the built dashboard lies, absolute. */
  dashboard: string
  /** What is wrong with the server, in a sentence; null when it is well. */
  ailment: () => Promise<string | null>
}

/** The whole HTTP surface, not yet listening. Who may be asked for what is decided by the scope a route is registered in. */
export async function buildServer(deps: ServerDeps): Promise<FastifyInstance> {
  const { fleet, downloads, now, live, publicUrl } = deps
  const peoples = new WeakSet<Socket>()
  const app: FastifyInstance = Fastify({
    ...deviceServerOptions({
      fleet,
      downloads,
      now,
      hint: live.hint,
      isPeoples: (socket) => peoples.has(socket),
    }),
    // One hop: what a client itself put into X-Forwarded-For, in front of what the proxy adds, is believed by nobody.
    trustProxy: deps.trustProxy && ((_address, hop) => hop === 0),
  })
  registerHealth(app, deps.ailment)
  registerDeviceApi(app, {
    ...deps,
    hint: live.hint,
    deviceUrl: (request) =>
      publicUrl ?? (request.host ? `${request.protocol}://${request.host}` : deps.server.deviceUrl()),
  })
  await registerOpenApi(app, { version: deps.server.version })
  const visited = (socket: Socket) => void peoples.add(socket)
  registerManagementApi(app, { ...deps, visited }, (scope) => registerManagementRoutes(scope, deps))
  registerDashboard(app, deps.dashboard)
  return app
}
