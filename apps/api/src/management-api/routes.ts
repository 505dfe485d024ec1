import type { FastifyInstance } from 'fastify'
import type { BuildStore } from '../builds/store.ts'
import type { DemoFleet } from '../demo/demoFleet.ts'
import type { Fleet } from '../fleet/fleet.ts'
import type { FleetStore } from '../fleet/store.ts'
import type { Live } from '../live.ts'
import type { RegistryDoor } from '../registry/registry.ts'
import type { FlashJobs } from '../serial/flashJobs.ts'
import { registerBoardRoutes } from './boards.ts'
import { registerBuildFileRoutes } from './buildFile.ts'
import { registerBuildRoutes } from './builds.ts'
import { registerChannelRoutes } from './channels.ts'
import { registerCheckInExplanationRoute } from './checkInExplanation.ts'
import { registerCheckInRoutes } from './checkIns.ts'
import { registerDemoRoutes } from './demo.ts'
import { registerDeviceRoutes } from './device.ts'
import { registerDeviceActionRoutes } from './deviceActions.ts'
import { registerDeviceHistoryRoutes } from './deviceHistory.ts'
import { registerDeviceListRoutes } from './devices.ts'
import { registerDevicesCsvRoute } from './devicesCsv.ts'
import { registerDeviceVerdictRoute } from './deviceVerdict.ts'
import { registerEventRoutes } from './events.ts'
import { registerFieldRoute } from './field.ts'
import { registerFlashJobRoutes } from './flashJobs.ts'
import { registerInstallOfferRoute } from './installOffer.ts'
import { registerProductRoutes } from './products.ts'
import { registerRegistryRoutes } from './registry.ts'
import { registerReleaseRoutes } from './releases.ts'
import { registerServerRoutes, type ServerFacts } from './server.ts'
import { registerSimulateRoute } from './simulate.ts'

export interface ManagementDeps {
  registry: RegistryDoor
  builds: BuildStore
  fleet: Fleet
  devices: FleetStore
  demo: DemoFleet
  flashJobs: FlashJobs
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
  registerProductRoutes(scope, deps)
  registerBoardRoutes(scope, deps)
  registerChannelRoutes(scope, deps)
  registerReleaseRoutes(scope, deps)
  registerInstallOfferRoute(scope, deps)
  registerDeviceListRoutes(scope, deps)
  registerDevicesCsvRoute(scope, deps)
  registerDeviceRoutes(scope, deps)
  registerDeviceHistoryRoutes(scope, deps)
  registerDeviceVerdictRoute(scope, deps)
  registerDeviceActionRoutes(scope, deps)
  registerSimulateRoute(scope, deps)
  registerCheckInRoutes(scope, deps)
  registerCheckInExplanationRoute(scope, deps)
  registerFieldRoute(scope, deps)
  registerServerRoutes(scope, deps)
  registerDemoRoutes(scope, deps)
  registerFlashJobRoutes(scope, deps)
  registerEventRoutes(scope, deps)
}
