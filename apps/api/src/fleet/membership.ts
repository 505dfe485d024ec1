import type { Attempts } from './attempts.ts'
import type { AttemptWrites } from './attemptWrites.ts'
import type { Enrollments } from './enrollments.ts'
import { factsPrint, standingPrint, versionPrint } from './fingerprint.ts'
import type { Reports } from './reports.ts'
import type { FleetState } from './state.ts'
import type { LoadedDevice } from './store.ts'

/** Which devices the fleet has, as the store tells it. */
export interface Membership {
  /** Takes in a device as the store has it; returns its number, -1 when there is no room. */
  take(stored: LoadedDevice): number
  drop(device: number): void
  /** Ids that stand for another one. */
  readonly aliases: Map<string, string>
}

export interface MembershipParts {
  attempts: Pick<Attempts, 'forget'>
  writes: Pick<AttemptWrites, 'forget'>
  enrollments: Pick<Enrollments, 'forget'>
  reports: Pick<Reports, 'forget'>
}

export function createMembership(
  { roster, known, addresses, running }: FleetState,
  aliases: Map<string, string>,
  { attempts, writes, enrollments, reports }: MembershipParts,
): Membership {
  const { columns } = roster

  const begin = ({ id, identity, reported, standing, lastSeenAt, interval }: LoadedDevice): number => {
    const device = roster.add(id, identity)
    if (device === -1) return -1
    columns.lastSeenAt[device] = lastSeenAt
    columns.interval[device] = interval ?? 0
    columns.facts[device] = factsPrint(reported)
    columns.standing[device] = standingPrint(standing)
    columns.said[device] = versionPrint(reported.version)
    // A board that it names itself need not be remembered, and might have been a slip of the pen.
    const board = reported.board === null ? standing.board : null
    if (board !== null || standing.chip !== null) {
      known.learn(device, { product: reported.product, board, chip: standing.chip })
    }
    if (!roster.isWeak(device)) {
      columns.running[device] = running.join(reported.product, standing.runs ?? reported.version)
      addresses.used(device, reported.address, lastSeenAt)
    }
    return device
  }

  return {
    aliases,
    take: (stored) => {
      const there = roster.find(stored.id)
      const device = there === -1 ? begin(stored) : there
      if (device === -1) return -1
      columns.row[device] = stored.row
      known.assign(device, stored.assigned)
      for (const alias of stored.aliases) aliases.set(alias, stored.id)
      return device
    },
    drop: (device) => {
      const id = roster.idOf(device)
      for (const [alias, of] of aliases) if (of === id) aliases.delete(alias)
      if (!roster.isWeak(device)) running.leave(columns.running[device] ?? 0)
      for (const part of [addresses, known, attempts, writes, enrollments, reports]) part.forget(device)
      roster.remove(device)
    },
  }
}
