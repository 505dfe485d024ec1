import type { FastifyInstance } from 'fastify'
import type { BuildStore } from '../builds/store.ts'
import type { Fleet } from '../fleet/fleet.ts'
import type { Live } from '../live.ts'
import type { RegistryDoor } from '../registry/registry.ts'
import { registerBuildFileRoutes } from './buildFile.ts'
import { registerBuildRoutes } from './builds.ts'
import { registerChannelRoutes } from './channels.ts'
import { registerCheckInRoutes } from './checkIns.ts'
import { registerEventRoutes } from './events.ts'
import { registerRegistryRoutes } from './registry.ts'
import { registerReleaseRoutes } from './releases.ts'
import { registerServerRoutes, type ServerFacts } from './server.ts'

export interface ManagementDeps {
  registry: RegistryDoor
  builds: BuildStore
  fleet: Fleet
  live: Live
  server: ServerFacts
  /** Milliseconds since 1970. */
  now: () => number
}

/** Everything that people and CI may do once they are signed in, but accounts. */
export async function registerManagementRoutes(scope: FastifyInstance, deps: ManagementDeps): Promise<void> {
  registerRegistryRoutes(scope, deps)
  await registerBuildRoutes(scope, { ...deps, uploadLimit: deps.server.uploadLimit })
  registerBuildFileRoutes(scope, deps)
  registerChannelRoutes(scope, deps)
  registerReleaseRoutes(scope, deps)
  registerCheckInRoutes(scope, deps)
  registerServerRoutes(scope, deps)
  registerEventRoutes(scope, deps)
}
