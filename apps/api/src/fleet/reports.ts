import { setImmediate as breathe } from 'node:timers/promises'
import type { Standing } from '@cyberdeck-ota/core'
import type { Reported } from '@cyberdeck-ota/schema'
import type { Standings } from './standings.ts'
import type { FleetState } from './state.ts'
import type { Report } from './store.ts'

/** What changed in what devices say and where they stand, on its way to the store. */
export interface Reports {
  /** A device said something else than before. */
  put(device: number, reported: Reported, standing: Standing): void
  /** A device said something else by a poll that tells little: the rest is as the store has it. */
  patch(device: number, said: Partial<Reported>): void
  /** Something but what it says has changed for a device. */
  restand(device: number): void
  isWaiting(device: number): boolean
  readonly waiting: number
  forget(device: number): void
  /** Writes what waits of devices that have a row. Throws what the store throws. */
  write(): Promise<void>
}

/** While the store cannot be written, so many are kept; the others are written after their device's next poll. */
const most = 50_000
/** Devices that are given to the store at once. */
const mostAtOnce = 500
/** Devices read and written one by one before polls get their turn. */
const untilBreath = 20

export function createReports({ roster, store }: FleetState, standings: Standings): Reports {
  const { columns } = roster
  const whole = new Map<number, { reported: Reported; standing: Standing }>()
  const parts = new Map<number, Partial<Reported>>()

  const reportOf = (device: number): Report | null => {
    const entry = whole.get(device)
    const row = columns.row[device] ?? 0
    return entry === undefined || row === 0 ? null : { row, identity: roster.identityOf(device), ...entry }
  }

  const writeWhole = async () => {
    const all = [...whole.keys()]
    for (let at = 0; at < all.length; at += mostAtOnce) {
      const devices = all.slice(at, at + mostAtOnce).filter((device) => columns.row[device] !== 0)
      const entries = devices.map((device) => whole.get(device))
      await store.report(devices.flatMap((device) => reportOf(device) ?? []))
      for (const [index, device] of devices.entries()) {
        if (whole.get(device) === entries[index]) whole.delete(device)
      }
    }
  }

  const writePart = async (device: number, said: Partial<Reported>) => {
    const kept = await store.find(roster.idOf(device))
    if (kept === null || kept.row !== columns.row[device]) return
    const reported = { ...kept.reported, ...said }
    const moved = standings.moved(device, { reported, standing: kept.standing })
    const { row, identity } = kept
    if (Object.keys(said).length > 0) {
      await store.report([{ row, identity, reported, standing: moved ?? kept.standing }])
    } else if (moved !== null) await store.stand([{ row, standing: moved }])
  }

  return {
    put: (device, reported, standing) => {
      parts.delete(device)
      if (whole.size < most || whole.has(device)) whole.set(device, { reported, standing })
      else columns.facts[device] = 0
    },
    patch: (device, said) => {
      const entry = whole.get(device)
      if (entry) whole.set(device, { ...entry, reported: { ...entry.reported, ...said } })
      if (parts.size < most || parts.has(device)) parts.set(device, { ...parts.get(device), ...said })
      else columns.said[device] = 0
    },
    restand: (device) => {
      if (!parts.has(device)) parts.set(device, {})
    },
    isWaiting: (device) => whole.has(device) || parts.has(device),
    get waiting() {
      return whole.size + parts.size
    },
    forget: (device) => {
      whole.delete(device)
      parts.delete(device)
    },
    write: async () => {
      await writeWhole()
      for (const [index, [device, said]] of [...parts].entries()) {
        if (columns.row[device] === 0) continue
        if (index % untilBreath === 0) await breathe()
        await writePart(device, said)
        if (parts.get(device) === said) parts.delete(device)
      }
    },
  }
}
