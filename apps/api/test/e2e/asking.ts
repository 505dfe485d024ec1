import { CheckInList, type CheckInRecord, OtaInfo, Registry } from '@cyberdeck-ota/schema'
import type { Owner } from './owner.ts'

/** What `/ota/info` says; throws when it says nothing. */
export async function infoOf(url: string): Promise<OtaInfo> {
  return OtaInfo.parse(await (await fetch(`${url}/ota/info`)).json())
}

/** The newest check-ins first. */
export async function checkInsOf(owner: Owner, limit: number): Promise<CheckInRecord[]> {
  return CheckInList.parse(await (await owner.fetch(`/api/v1/check-ins?limit=${limit}`)).json()).items
}

export async function registryOf(owner: Owner): Promise<Registry> {
  return Registry.parse(await (await owner.fetch('/api/v1/registry')).json())
}
