import type { CheckInRecord, DeviceList, Registry, ServerInfo } from '@cyberdeck-ota/schema'
import type { AttentionItem } from './attentionItem.ts'
import { gaps } from './gaps.ts'
import { malformed } from './malformed.ts'
import { mislabelled } from './mislabelled.ts'
import { silent, weak } from './quietDevices.ts'
import { fleetFull, leftOver, turnedAway } from './serverTrouble.ts'
import { troubledDevices } from './troubledDevices.ts'

/** Devices that may want their owner; each list is cut at 200. */
export interface NeedyDevices {
  failed: DeviceList
  held: DeviceList
  unserved: DeviceList
  silent: DeviceList
  mislabelled: DeviceList
  weak: DeviceList
}

/** The query that finds each of them. */
export const needyQueries: Record<keyof NeedyDevices, string> = {
  failed: 'state:failed',
  held: 'state:held -is:held',
  unserved: 'state:unserved',
  silent: 'is:silent',
  mislabelled: 'is:mislabelled',
  weak: 'is:weak',
}

interface Seen {
  devices: NeedyDevices
  /** In any order; the same check-in may be there twice. */
  checkIns: CheckInRecord[]
  server: ServerInfo
  registry: Registry
}

/** What needs the owner, worst first. */
export function attention({ devices, checkIns, server, registry }: Seen): AttentionItem[] {
  const troubled = troubledDevices([devices.failed, devices.held, devices.unserved], registry)
  return [
    ...troubled,
    ...silent(devices.silent),
    ...gaps(registry).filter(({ id }) => !troubled.some((item) => item.id === id)),
    ...mislabelled(devices.mislabelled, registry),
    ...malformed(checkIns),
    ...turnedAway(server),
    ...fleetFull(server),
    ...weak(devices.weak),
    ...leftOver(server),
  ]
}
