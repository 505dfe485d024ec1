import { setImmediate as breathe } from 'node:timers/promises'
import type { Standing } from '@cyberdeck-ota/core'
import type { Attempts } from './attempts.ts'
import type { Membership } from './membership.ts'
import type { Reports } from './reports.ts'
import type { Standings } from './standings.ts'
import type { FleetState } from './state.ts'
import type { FleetChanges, LoadedDevice, StoredQuarantine } from './store.ts'

export interface OperatorChangesParts {
  attempts: Attempts
  membership: Membership
  reports: Pick<Reports, 'restand' | 'isWaiting'>
  standings: Standings
}

/** Standings that are given to the store at once. */
const mostAtOnce = 500

/**
 * Returns what reads into memory what operators changed since the sequence `from`, here or on another replica. It throws
 * what the store throws.
 */
export function createOperatorChanges(
  { roster, known, store }: FleetState,
  from: number,
  { attempts, membership, reports, standings }: OperatorChangesParts,
): () => Promise<void> {
  let sequence = from

  const removeRows = (rows: readonly number[]) => {
    if (rows.length === 0) return
    const gone = new Set(rows)
    const devices: number[] = []
    roster.forEach((device) => {
      if (gone.has(roster.columns.row[device] ?? 0)) devices.push(device)
    })
    for (const device of devices) membership.drop(device)
  }

  /** Something may have come to a device from one that was merged into it. */
  const readAttempts = async ({ removed, devices }: FleetChanges) => {
    if (removed.length === 0) return
    for (const { id, row } of devices) {
      const latest = await store.latestAttempt(row)
      const device = roster.find(id)
      // Of one that is known memory tells more.
      if (device === -1 || latest === null || attempts.of(device)?.attempt.id === latest.id) continue
      if (latest.state !== 'confirmed') attempts.adopt(device, latest)
    }
  }

  const restand = async (devices: readonly LoadedDevice[]) => {
    let moved: { row: number; standing: Standing }[] = []
    for (const [index, stored] of devices.entries()) {
      const device = roster.find(stored.id)
      if (device === -1) continue
      // What waits to be written was worked out before.
      if (reports.isWaiting(device)) reports.restand(device)
      else {
        const standing = standings.moved(device, stored)
        if (standing !== null) moved.push({ row: stored.row, standing })
      }
      if (moved.length < mostAtOnce && index < devices.length - 1) continue
      await store.stand(moved)
      moved = []
      await breathe()
    }
  }

  return async () => {
    for (;;) {
      const changes = await store.changesSince(sequence)
      if (changes.sequence === sequence) return
      removeRows(changes.removed)
      const failing = byRow(changes.quarantines)
      for (const stored of changes.devices) {
        const device = membership.take(stored)
        if (device !== -1) known.replaceFailures(device, failing.get(stored.row) ?? [])
      }
      sequence = changes.sequence
      await readAttempts(changes)
      await restand(changes.devices)
      await breathe()
    }
  }
}

/** Quarantines of each device. */
export function byRow(quarantines: readonly StoredQuarantine[]): Map<number, StoredQuarantine[]> {
  const rows = new Map<number, StoredQuarantine[]>()
  for (const each of quarantines) {
    const others = rows.get(each.row)
    if (others) others.push(each)
    else rows.set(each.row, [each])
  }
  return rows
}
