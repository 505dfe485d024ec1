import type { DeviceAction } from '@cyberdeck-ota/schema'
import type { Fleet } from '../fleet/fleet.ts'
import type { FleetStore, Selection, StoredDevice } from '../fleet/store.ts'
import type { RegistryDoor } from '../registry/registry.ts'
import { pagesOf } from './devicePages.ts'
import { type Remark, remarksOn } from './deviceRemarks.ts'
import { are, remarkSentences } from './deviceRemarkWords.ts'
import { callerAs } from './verdictNow.ts'

/** Each is decided for, so that a preview of very many would take too long. */
const mostLookedAt = 10_000

export interface WarningDeps {
  devices: Pick<FleetStore, 'page'>
  fleet: Pick<Fleet, 'memoryOf'>
  registry: Pick<RegistryDoor, 'current'>
  /** Milliseconds since 1970. */
  now: () => number
}

/** What to know before the action: sentences, each with how many of the selected devices it is about. */
export async function warningsAbout(
  deps: WarningDeps,
  selection: Selection,
  action: DeviceAction,
  matched: number,
): Promise<string[]> {
  const { counts, looked } = isSafe(action) ? nothing : await lookAt(deps, selection, action)
  return [
    ...unknownIds(selection, matched),
    ...partly(looked, matched),
    ...remarkSentences(counts, action),
    ...always(action),
  ]
}

/** `looked` null: there is nothing to look for. */
interface Looked {
  counts: ReadonlyMap<Remark, number>
  looked: number | null
}

const nothing: Looked = { counts: new Map(), looked: null }

/** Whether no device could be worse off for it. */
function isSafe(action: DeviceAction): boolean {
  return ['tag', 'untag', 'lift'].includes(action.do) || (action.do === 'hold' && !action.hold)
}

async function lookAt(
  { devices, fleet, registry, now }: WarningDeps,
  selection: Selection,
  action: DeviceAction,
): Promise<Looked> {
  const counts = new Map<Remark, number>()
  let looked = 0
  const rules = { registry: registry.current, now: now() }
  const memoryOf = (device: StoredDevice) => fleet.memoryOf(callerAs(device), device.reported.product)
  for await (const page of pagesOf(devices, selection)) {
    for (const device of page) {
      for (const remark of remarksOn(device, memoryOf(device), action, rules))
        counts.set(remark, (counts.get(remark) ?? 0) + 1)
    }
    looked += page.length
    if (looked >= mostLookedAt) break
  }
  return { counts, looked }
}

function unknownIds(selection: Selection, matched: number): string[] {
  const unknown = 'ids' in selection ? new Set(selection.ids).size - matched : 0
  return unknown > 0 ? [`${are(unknown)} not known (any more).`] : []
}

function partly(looked: number | null, matched: number): string[] {
  if (looked === null || looked >= matched) return []
  return [`Only the first ${looked.toLocaleString('en-US')} were looked at for what follows.`]
}

function always(action: DeviceAction): string[] {
  if (action.do !== 'forget') return []
  return [
    'Their history goes with them, and this cannot be undone. One that checks in again is a new device.',
  ]
}
