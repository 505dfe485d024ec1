import { checkInOf, decide, type Standing, standingOf } from '@cyberdeck-ota/core'
import type { Registry, Reported } from '@cyberdeck-ota/schema'
import type { Attempts } from './attempts.ts'
import { standingPrint } from './fingerprint.ts'
import type { FleetState } from './state.ts'
import type { StoredDevice } from './store.ts'

/** Where devices stand, worked out from what they last said. */
export interface Standings {
  /** Null when it stands where it stood. */
  moved(
    device: number,
    kept: Pick<StoredDevice, 'reported' | 'standing'>,
    registry?: Registry,
  ): Standing | null
}

export function createStandings(state: FleetState, attempts: Pick<Attempts, 'of'>): Standings {
  const { roster, known } = state
  return {
    moved: (device, { reported, standing: before }, registry = state.registry.current) => {
      const standing = standingFrom(registry, device, reported)
      const print = standingPrint(standing)
      roster.columns.standing[device] = print
      return print === standingPrint(before) ? null : standing
    },
  }

  function standingFrom(registry: Registry, device: number, reported: Reported): Standing {
    const checkIn = checkInOf(reported)
    const memory = known.memoryOf(device, checkIn.product)
    const verdict = decide(registry, memory, checkIn, state.now())
    const latest = attempts.of(device)?.attempt ?? null
    return standingOf({ registry, device: memory, checkIn, verdict, latest })
  }
}
