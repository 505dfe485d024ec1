import { setImmediate as breathe } from 'node:timers/promises'
import type { Standing } from '@cyberdeck-ota/core'
import type { Attempts } from './attempts.ts'
import type { Membership } from './membership.ts'
import { byRow } from './operatorChanges.ts'
import type { Standings } from './standings.ts'
import type { FleetState } from './state.ts'

export interface LoadingParts {
  attempts: Attempts
  membership: Membership
  standings: Standings
}

/** Standings that are given to the store at once. */
const mostAtOnce = 1_000

/**
 * Reads the fleet from the store. Where devices stand is worked out anew, because the registry may have changed without
 * them. Returns the sequence of operators' changes up to which it was read.
 */
export async function loadFleet(state: FleetState, parts: LoadingParts): Promise<number> {
  const { roster, known, store, log } = state
  const { attempts, membership, standings } = parts
  const sequence = await store.sequence()
  const unsettled = await store.loadUnsettled()
  const attemptOf = new Map(unsettled.attempts.map((attempt) => [attempt.row, attempt]))
  const failing = byRow(unsettled.quarantines)

  const moved: { row: number; standing: Standing }[] = []
  let leftOut = 0
  await store.load((page) => {
    for (const stored of page) {
      const device = membership.take(stored)
      if (device === -1) {
        leftOut += 1
        continue
      }
      known.replaceFailures(device, failing.get(stored.row) ?? [])
      const attempt = attemptOf.get(stored.row)
      if (attempt) attempts.adopt(device, attempt)
      const standing = standings.moved(device, stored)
      if (standing !== null) moved.push({ row: stored.row, standing })
    }
  })
  if (leftOut > 0)
    log.warn({ leftOut, remembered: roster.strong }, 'more devices are kept than are remembered')
  for (let at = 0; at < moved.length; at += mostAtOnce) {
    await store.stand(moved.slice(at, at + mostAtOnce))
    await breathe()
  }
  return sequence
}
