import type { Reason } from '@cyberdeck-ota/schema'
import type { Choice } from './chooseBuild.ts'
import type { KnownBuild } from './digestIndex.ts'
import type { CheckIn, DeviceMemory } from './verdict.ts'

/** How often a device may download a build in full without running it. */
const downloadLimit = 3

/** An update that is due, and what is known of the device it is due to. */
export interface DueUpdate {
  version: string
  choice: Choice
  checkIn: CheckIn
  /** The builds the device may be running, of any product. */
  known: readonly KnownBuild[]
  device: DeviceMemory
}

/** What stands against sending an update, or null. */
export function obstacleTo(update: DueUpdate): Reason | null {
  return wrongChip(update) ?? cannotDecrypt(update) ?? tooLarge(update) ?? looping(update)
}

/** No updater sends its chip. The build it runs proves it, and the kind of updater tells ESP8266 from the others. */
function wrongChip({ version, choice, checkIn, known }: DueUpdate): Reason | null {
  const { chip } = choice.build
  if (chip === null) return null
  const proven = known[0]?.build.chip ?? chip
  if (proven !== chip) return { code: 'wrong-chip', target: version, chip, runs: proven }
  if (checkIn.client === 'plain' || (checkIn.client === 'esp8266-updater') === (chip === 'ESP8266'))
    return null
  const runs = checkIn.client === 'esp8266-updater' ? 'ESP8266' : 'ESP32'
  return { code: 'wrong-chip', target: version, chip, runs }
}

function cannotDecrypt({ version, choice, checkIn }: DueUpdate): Reason | null {
  if (checkIn.client === 'plain' || choice.build.kind !== 'encrypted') return null
  return { code: 'encrypted-build', target: version }
}

function tooLarge({ version, choice, checkIn }: DueUpdate): Reason | null {
  const { size } = choice.build
  const { freeSpace } = checkIn
  return freeSpace !== null && size > freeSpace
    ? { code: 'does-not-fit', target: version, size, freeSpace }
    : null
}

function looping({ version, choice, device }: DueUpdate): Reason | null {
  const downloads = device.fullDownloads(choice.build.sha256)
  return downloads >= downloadLimit ? { code: 'loop-breaker', target: version, downloads } : null
}
