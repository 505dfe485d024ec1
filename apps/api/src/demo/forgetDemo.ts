import { setTimeout as delay } from 'node:timers/promises'
import type { Fleet } from '../fleet/fleet.ts'
import type { FleetStore } from '../fleet/store.ts'
import { demoQueries, isDemoDevice } from './demoSpace.ts'

/** A poll that was under way when its connection was cut is taken in within this time, ms. */
const lastWords = 100
/** Rounds in which devices may still turn up. */
const mostRounds = 20

export interface Forgetting {
  devices: Pick<FleetStore, 'forget' | 'forgetSamples'>
  fleet: Pick<Fleet, 'flush' | 'refresh' | 'forgetPolls'>
  now: () => number
}

/** Forgets every device of the demo fleet, with all that is known of it, and the samples of its product. */
export async function forgetDemo(product: string, { devices, fleet, now }: Forgetting): Promise<void> {
  for (let round = 1, found = 1; round === 1 || (found > 0 && round <= mostRounds); round += 1) {
    await delay(lastWords)
    await fleet.flush()
    found = 0
    for (const query of demoQueries) found += await devices.forget({ query, now: now(), upSince: 0 })
    await fleet.refresh()
  }
  fleet.forgetPolls(({ device }) => isDemoDevice(device))
  await devices.forgetSamples(product)
}
