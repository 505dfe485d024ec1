import { backoffOf, type DeviceMemory, type Failures, noMemory } from '@cyberdeck-ota/core'
import type { Assigned } from '@cyberdeck-ota/schema'
import { createInterned } from './interned.ts'
import type { Roster } from './roster.ts'
import type { StoredQuarantine } from './store.ts'

/** The board and chip a device is known to be, and of which product that board is one. */
export interface Learned {
  product: string
  board: string | null
  chip: string | null
}

/** What the rules need of what an operator assigned. */
export type Assignment = Pick<Assigned, 'channel' | 'pin' | 'hold'>

/** A back-off as it is kept in memory. */
export type Failing = Omit<StoredQuarantine, 'row'>

/** What is known of devices beyond what they say. Devices are named by their number. */
export interface Known {
  /** As `decide` reads it, for a poll for `product`. */
  memoryOf(device: number, product: string): DeviceMemory
  learn(device: number, learned: Learned): void
  assign(device: number, assignment: Assignment): void
  /** Null when no attempt at this build failed. */
  failures(device: number, sha256: string): Failing | null
  isFailing(device: number): boolean
  setFailures(device: number, sha256: string, failing: Failing | null): void
  /** In place of all that are known. */
  replaceFailures(device: number, failing: readonly Failing[]): void
  forget(device: number): void
}

const nobody: Learned = { product: '', board: null, chip: null }
const unassigned: Assignment = { channel: null, pin: null, hold: false }

export function createKnown({ columns }: Roster): Known {
  const learnedOnes = createInterned(nobody, (learned) =>
    JSON.stringify([learned.product, learned.board, learned.chip]),
  )
  const assignments = createInterned(unassigned, ({ channel, pin, hold }) =>
    JSON.stringify([channel, pin, hold]),
  )
  const failing = new Map<number, Map<string, Failing>>()

  const setFailures = (device: number, sha256: string, failures: Failing | null) => {
    const builds = failing.get(device) ?? new Map<string, Failing>()
    if (failures === null) builds.delete(sha256)
    else builds.set(sha256, failures)
    if (builds.size === 0) failing.delete(device)
    else failing.set(device, builds)
  }

  return {
    memoryOf: (device, product) => {
      const builds = failing.get(device)
      const learnedNumber = columns.learned[device] ?? 0
      const assignedNumber = columns.assigned[device] ?? 0
      if (builds === undefined && learnedNumber === 0 && assignedNumber === 0) return noMemory
      const learned = learnedOnes.at(learnedNumber)
      const { channel, pin, hold } = assignments.at(assignedNumber)
      return {
        board: learned.product === product ? learned.board : null,
        chip: learned.chip,
        channel,
        pin,
        hold,
        backoff: builds === undefined ? noMemory.backoff : (sha256) => backoffIn(builds, sha256),
      }
    },
    learn: (device, { board, chip, ...polled }) => {
      // Whoever can poll can make up products, and each different thing is kept for good.
      const product = board === null ? nobody.product : polled.product
      const before = learnedOnes.at(columns.learned[device] ?? 0)
      if (before.product === product && before.board === board && before.chip === chip) return
      columns.learned[device] = learnedOnes.numberOf({ product, board, chip })
    },
    assign: (device, { channel, pin, hold }) => {
      columns.assigned[device] = assignments.numberOf({ channel, pin, hold })
    },
    failures: (device, sha256) => failing.get(device)?.get(sha256) ?? null,
    isFailing: (device) => failing.has(device),
    setFailures,
    replaceFailures: (device, all) => {
      failing.delete(device)
      for (const each of all) setFailures(device, each.sha256, each)
    },
    forget: (device) => void failing.delete(device),
  }
}

function backoffIn(builds: Map<string, Failures>, sha256: string) {
  const failures = builds.get(sha256)
  return failures === undefined ? null : backoffOf(failures)
}
