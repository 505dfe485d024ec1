import type { Registry } from '@cyberdeck-ota/schema'
import type { AddressBook } from './addressBook.ts'
import type { Known } from './known.ts'
import type { Roster } from './roster.ts'
import type { RunningCounts } from './runningCounts.ts'
import type { FleetStore } from './store.ts'

/** What the parts of a fleet share. */
export interface FleetState {
  roster: Roster
  known: Known
  addresses: AddressBook
  running: RunningCounts
  store: FleetStore
  registry: { readonly current: Registry }
  /** ms since 1970. */
  now: () => number
  /** ms, by a clock that nobody sets. */
  monotonic: () => number
  log: FleetLog
}

export interface FleetLog {
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}
