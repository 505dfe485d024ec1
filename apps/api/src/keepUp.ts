import type { Fleet } from './fleet/fleet.ts'
import type { FleetLog } from './fleet/state.ts'
import type { RegistryDoor } from './registry/registry.ts'

/** How long a change that another server made may go unnoticed, ms. */
const every = 1_000

/** Lets the fleet follow the registry, and the registry follow what other servers make of it. */
export function keepUp({
  registry,
  fleet,
  log,
  replicas,
}: {
  registry: RegistryDoor
  fleet: Pick<Fleet, 'restand'>
  log: FleetLog
  replicas: boolean
}): void {
  let before = registry.current
  registry.subscribe((after) => {
    void fleet.restand(before, after)
    before = after
  })
  if (!replicas) return
  const refresh = () =>
    registry.refresh().catch((error) => log.warn({ err: error }, 'the registry could not be read anew'))
  setInterval(refresh, every).unref()
}
