import type { FleetCount } from '@cyberdeck-ota/schema'
import { createNumberTable } from './numberTable.ts'
import { createRunningCounts } from './runningCounts.ts'

/** Which version each identified device last was found to run. Devices are named by their `deviceKey`. */
export interface PresenceTable {
  saw(device: number, product: string, version: string | null): void
  readonly devices: number
  running(): FleetCount[]
}

/** How far the hand looks for a device to forget, so that no single poll pays for a long search. */
const longestSearch = 16

/**
 * Set in a device's entry when it was seen since the hand last passed; the rest is the number of what it
 * runs.
 */
const seen = 1

/**
 * Remembers at most `limit` devices. Past it, enrolling one forgets one that was not seen lately (the clock
 * algorithm, which costs a known device no more than a flag); `forgotten` is told which.
 */
export function createPresenceTable(limit: number, forgotten: (device: number) => void): PresenceTable {
  const devices = createNumberTable()
  const running = createRunningCounts()
  let hand = 0

  const forgetOne = () => {
    for (let looked = 1; ; looked += 1) {
      const entry = devices.nextFrom(hand)
      if (entry === null) return
      const { key, value, place } = entry
      hand = place + 1
      if (value & seen && looked < longestSearch) {
        devices.set(key, value & ~seen)
        continue
      }
      devices.delete(key)
      running.leave(value >>> 1)
      forgotten(key)
      return
    }
  }

  return {
    saw: (device, product, version) => {
      const entry = devices.get(device)
      if (entry !== -1 && running.is(entry >>> 1, product, version)) {
        if (!(entry & seen)) devices.set(device, entry | seen)
        return
      }
      if (entry !== -1) running.leave(entry >>> 1)
      else if (devices.size >= limit) forgetOne()
      devices.set(device, (running.join(product, version) << 1) | seen)
    },
    get devices() {
      return devices.size
    },
    running: running.list,
  }
}
