import type { Fleet } from '../fleet/fleet.ts'
import type { FleetStore } from '../fleet/store.ts'
import type { Live } from '../live.ts'

export interface DeviceWriteDeps {
  devices: FleetStore
  fleet: Pick<Fleet, 'refresh' | 'upSince'>
  live: Pick<Live, 'hint'>
  /** Milliseconds since 1970. */
  now: () => number
}

/** Has the next poll decided by what was written, and every open page fetch it. */
export async function afterWrite({ fleet, live }: DeviceWriteDeps): Promise<void> {
  await fleet.refresh()
  live.hint('devices')
}

/** {@link afterWrite} also where `write` failed, which may have been half-way. */
export async function written<Done>(deps: DeviceWriteDeps, write: Promise<Done>): Promise<Done> {
  try {
    return await write
  } finally {
    await afterWrite(deps)
  }
}
