import type { Reason } from '@cyberdeck-ota/schema'
import type { Choice } from './chooseBuild.ts'
import type { KnownBuild } from './digestIndex.ts'
import { isInForce } from './failures.ts'
import type { CheckIn, DeviceMemory } from './verdict.ts'

/** An update that is due, and what is known of the device it is due to. */
export interface DueUpdate {
  version: string
  choice: Choice
  checkIn: CheckIn
  /** The builds the device may be running, of any product. */
  known: readonly KnownBuild[]
  /** The device's, where anything tells. */
  chip: string | null
  device: DeviceMemory
  /** ms since 1970. */
  now: number
}

/** What stands against sending an update, or null. */
export function obstacleTo(update: DueUpdate): Reason | null {
  return (
    wrongChip(update) ??
    lowerSecureVersion(update) ??
    cannotDecrypt(update) ??
    tooLarge(update) ??
    quarantined(update)
  )
}

/** No updater sends its chip: that of the build a device runs, else of one it was once proven to run, is its own. */
export function chipOf(known: readonly KnownBuild[], device: Pick<DeviceMemory, 'chip'>): string | null {
  return known[0]?.build.chip ?? device.chip
}

/** Where no build tells the chip, the kind of updater still tells ESP8266 from the others. */
function wrongChip({ version, choice, checkIn, chip: own }: DueUpdate): Reason | null {
  const { chip } = choice.build
  if (chip === null) return null
  if (own !== null && own !== chip) return { code: 'wrong-chip', target: version, chip, runs: own }
  if (checkIn.client === 'plain' || (checkIn.client === 'esp8266-updater') === (chip === 'ESP8266'))
    return null
  const runs = checkIn.client === 'esp8266-updater' ? 'ESP8266' : 'ESP32'
  return { code: 'wrong-chip', target: version, chip, runs }
}

/** A device that has burnt its anti-rollback counter into its fuses never boots an image below it again. */
function lowerSecureVersion({ version, choice, known }: DueUpdate): Reason | null {
  const offers = choice.build.secureVersion
  const runs = known[0]?.build.secureVersion ?? null
  if (offers === null || runs === null || offers >= runs) return null
  return { code: 'secure-version', target: version, offers, runs }
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

/** What a timestamp can say at most. */
const endOfTime = Date.parse('9999-12-31T23:59:59.999Z')

function quarantined({ version, choice, device, now }: DueUpdate): Reason | null {
  const backoff = device.backoff(choice.build.sha256)
  if (backoff === null || !isInForce(backoff, now)) return null
  const { attempts, until } = backoff
  return {
    code: 'quarantined',
    target: version,
    attempts: Math.max(1, attempts),
    until: until === null ? null : new Date(Math.min(until, endOfTime)).toISOString(),
  }
}
