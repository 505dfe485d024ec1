import { createCheckInRing } from './checkInRing.ts'
import { deviceKey } from './deviceKey.ts'
import type { Fleet } from './fleet.ts'
import { createLoopBreaker, noMemory } from './loopBreaker.ts'
import { createPresenceTable } from './presence.ts'

/**
 * A fleet that is remembered until the process ends: the last `kept` check-ins, and of at most `devices`
 * identified devices what they run (a million take less than 50 MB) and which builds they downloaded in vain.
 * Past that many, one not seen lately is forgotten.
 */
export function createMemoryFleet({ kept = 1_000, devices = 1_000_000 } = {}): Fleet {
  const ring = createCheckInRing(kept)
  const loops = createLoopBreaker()
  const presence = createPresenceTable(devices, loops.forget)
  return {
    memoryOf: (device) => (device === null ? noMemory : loops.memoryOf(deviceKey(device))),
    saw: (caller, checkIn, verdict, status, now) => {
      if (caller.device !== null) {
        const device = deviceKey(caller.device)
        presence.saw(device, checkIn.product, verdict.runs?.version ?? checkIn.version)
        loops.saw(device, checkIn, verdict)
      }
      return ring.add(caller, checkIn, verdict, status, now)
    },
    sawMalformed: ring.addMalformed,
    downloadedInFull: (device, sha256, version) => loops.downloadedInFull(deviceKey(device), sha256, version),
    recent: ring.recent,
    summary: () => ({
      devices: presence.devices,
      lastCheckInAt: ring.lastAt === null ? null : new Date(ring.lastAt).toISOString(),
      running: presence.running(),
    }),
  }
}
