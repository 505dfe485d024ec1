import type { DeviceSummary } from '@cyberdeck-ota/schema'
import type { FleetStore, StoredDevice } from '../fleet/store.ts'
import { type Listening, summaryOf } from './deviceSummary.ts'

/** The devices of a page as the list shows them, each with the progress of its open attempt. */
export async function summariesOf(
  store: Pick<FleetStore, 'openAttempts'>,
  devices: StoredDevice[],
  listening: Listening,
): Promise<DeviceSummary[]> {
  const updating = devices.filter(({ standing }) => standing.state === 'updating')
  const attempts = updating.length === 0 ? [] : await store.openAttempts(updating.map(({ row }) => row))
  const open = new Map(attempts.map((attempt) => [attempt.row, attempt]))
  return devices.map((device) => summaryOf(device, open.get(device.row) ?? null, listening))
}
