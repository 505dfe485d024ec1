import { type CheckIn, type DeviceMemory, sameVersion, type Verdict } from '@cyberdeck-ota/core'

interface Downloads {
  /** As which version the build was published when it was last downloaded. */
  version: string
  inFull: number
}

/**
 * Counts, per device (named by its `deviceKey`) and build, the downloads in full since the device last ran
 * that build. Counting by build means that a newly published one is offered at once, whatever happened to the
 * one before it.
 */
export interface LoopBreaker {
  memoryOf(device: number): DeviceMemory
  downloadedInFull(device: number, sha256: string, version: string): void
  /**
   * Clears the count of the build that a check-in shows to be running: by digest, or without one by version.
   */
  saw(device: number, checkIn: CheckIn, verdict: Verdict): void
  forget(device: number): void
}

/** What is remembered of a device of which nothing is. */
export const noMemory: DeviceMemory = { fullDownloads: () => 0 }

export function createLoopBreaker(): LoopBreaker {
  const devices = new Map<number, Map<string, Downloads>>()
  return {
    memoryOf: (device) => {
      const builds = devices.get(device)
      return builds ? { fullDownloads: (sha256) => builds.get(sha256)?.inFull ?? 0 } : noMemory
    },
    downloadedInFull: (device, sha256, version) => {
      const builds = devices.get(device) ?? new Map<string, Downloads>()
      builds.set(sha256, { version, inFull: (builds.get(sha256)?.inFull ?? 0) + 1 })
      devices.set(device, builds)
    },
    saw: (device, checkIn, verdict) => {
      const builds = devices.get(device)
      if (!builds) return
      for (const [sha256, { version }] of builds) {
        if (runs(checkIn, verdict, sha256, version)) builds.delete(sha256)
      }
      if (builds.size === 0) devices.delete(device)
    },
    forget: (device) => void devices.delete(device),
  }
}

function runs(checkIn: CheckIn, verdict: Verdict, sha256: string, version: string): boolean {
  if (verdict.runs) return verdict.runs.build.sha256 === sha256
  return checkIn.version !== null && sameVersion(checkIn.version, version)
}
