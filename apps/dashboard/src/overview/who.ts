import type { DeviceList, DeviceSummary } from '@cyberdeck-ota/schema'
import { deviceName } from '../fleet/deviceNames.ts'
import { deviceWords } from '../fleet/fleetCounts.ts'
import type { AttentionLine } from './attentionItem.ts'
import type { Remedy } from './trouble.ts'

/** Devices in the words of a title: one by its name, several by their count, "at least" where a list was cut. */
export function whoWords(devices: DeviceSummary[], cut: boolean): string {
  const [first] = devices
  if (first && devices.length === 1 && !cut) return deviceName(first)
  return `${cut ? 'at least ' : ''}${deviceWords(devices.length)}`
}

/** Devices one by one, each leading to its page; empty for a single one, which the title names. */
export function linesOf(devices: DeviceSummary[]): AttentionLine[] {
  if (devices.length < 2) return []
  return devices.map((device) => ({ text: deviceName(device), device: device.id }))
}

/** Looks at the devices themselves: at the one, or at all that the query finds. */
export function lookAt(devices: DeviceSummary[], query: string): Remedy {
  const [first] = devices
  return first && devices.length === 1
    ? { does: 'device', label: 'Look at it', id: first.id }
    : { does: 'devices', label: 'Show them', query }
}

/** A sentence's first letter raised. */
export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Whether there are more than the list shows. */
export function isCut({ next }: DeviceList): boolean {
  return next !== null
}
