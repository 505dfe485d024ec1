import {
  aimOf,
  type CheckIn,
  checkInOf,
  compareVersions,
  type DeviceMemory,
  decide,
  findProduct,
  findRelease,
  isOrderable,
} from '@cyberdeck-ota/core'
import type { DeviceAction, ReasonCode, Registry } from '@cyberdeck-ota/schema'
import type { StoredDevice } from '../fleet/store.ts'

/** What an operator ought to know of a device before an action. */
export type Remark =
  | 'no-release'
  | 'no-channel'
  | 'brought-back'
  | 'stepping-stone'
  | 'held'
  | 'pinned'
  | 'updating'
  | 'weak'
  | Extract<
      ReasonCode,
      | 'no-build-for-board'
      | 'board-unknown'
      | 'wrong-chip'
      | 'does-not-fit'
      | 'encrypted-build'
      | 'secure-version'
      | 'quarantined'
    >

const obstacles: readonly ReasonCode[] = [
  'no-build-for-board',
  'board-unknown',
  'wrong-chip',
  'does-not-fit',
  'encrypted-build',
  'secure-version',
  'quarantined',
] satisfies Remark[]

/** What is to be said of this device before the action, which is decided as its next poll would be. */
export function remarksOn(
  device: StoredDevice,
  memory: DeviceMemory,
  action: DeviceAction,
  { registry, now }: { registry: Registry; now: number },
): Remark[] {
  const { assigned, reported, standing } = device
  const remarks: Remark[] = []
  if (standing.state === 'updating' && (action.do === 'forget' || (action.do === 'hold' && action.hold)))
    remarks.push('updating')
  const moved = movedBy(action, memory)
  if (!moved) return remarks
  if (device.identity === 'address') remarks.push('weak')
  if (assigned.hold) remarks.push('held')
  if (action.do === 'channel' && assigned.pin !== null) return [...remarks, 'pinned']
  const missing = missingFrom(registry, reported.product, action)
  if (missing) return [...remarks, missing]
  return [...remarks, ...decided(registry, moved, checkInOf(reported), now)]
}

/** What would be known of the device after an action that changes what it is meant to run; else null. */
function movedBy(action: DeviceAction, memory: DeviceMemory): DeviceMemory | null {
  if (action.do === 'pin') return { ...memory, hold: false, pin: action.version }
  if (action.do === 'channel') return { ...memory, hold: false, channel: action.channel }
  return null
}

function missingFrom(registry: Registry, name: string, action: DeviceAction): Remark | null {
  const product = findProduct(registry, name)
  if (action.do === 'pin' && action.version !== null)
    return product && findRelease(product, action.version) ? null : 'no-release'
  if (action.do === 'channel' && action.channel !== null)
    return product && Object.hasOwn(product.channels, action.channel) ? null : 'no-channel'
  return null
}

function decided(registry: Registry, memory: DeviceMemory, checkIn: CheckIn, now: number): Remark[] {
  const verdict = decide(registry, memory, checkIn, now)
  const { reason, runs } = verdict
  if (obstacles.includes(reason.code)) {
    const aim = aimOf(registry, memory, checkIn)?.release.version
    return ['target' in reason && reason.target !== aim ? 'stepping-stone' : (reason.code as Remark)]
  }
  const running = runs?.version ?? checkIn.version
  const back = verdict.kind === 'update' && running !== null && isNewer(running, verdict.version)
  return back ? ['brought-back'] : []
}

function isNewer(version: string, than: string): boolean {
  return isOrderable(version) && isOrderable(than) && compareVersions(version, than) > 0
}
