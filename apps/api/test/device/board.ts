import { createVirtualEsp32, type VirtualEsp32, type VirtualEsp32Options } from '@cyberdeck-ota/virtual-esp32'
import { expect, vi } from 'vitest'
import type { StoredAttempt, StoredDevice } from '../../src/fleet/store.ts'
import type { DeviceServer } from '../deviceServer.ts'

/** What a client acknowledged is looked up ever less often on a machine that is busy with other things. */
const patience = { timeout: 15_000, interval: 5 }

/** A board that polls this server, with the patience of a test. */
export function boardAt(server: DeviceServer, options: Partial<VirtualEsp32Options> = {}): VirtualEsp32 {
  const timing = { peekMs: 10, ...options.timing }
  return createVirtualEsp32({ serverUrl: `http://127.0.0.1:${server.port}`, ...options, timing })
}

/** The same, which loses its power in the middle of its first `cuts` downloads. */
export function boardOnFlakyLink(
  server: DeviceServer,
  cuts: number,
  options: Partial<VirtualEsp32Options>,
): VirtualEsp32 {
  let isDue = false
  let left = cuts
  const board = boardAt(server, {
    ...options,
    onEvent: (event) => {
      if (event.kind === 'request') isDue = left > 0
      if (!isDue || event.kind !== 'progress' || event.bytes < 50_000) return
      isDue = false
      left -= 1
      void board.powerCycle()
    },
  })
  return board
}

/** Polls once; what the client acknowledged is known a moment after, while a real board would still restart. */
export async function pollOf(server: DeviceServer, board: VirtualEsp32): Promise<string> {
  const { outcome } = await board.poll()
  await downloadsOver(server)
  return outcome
}

/** Resolves when the server knows how every download ended. */
export async function downloadsOver({ fleet, downloads }: DeviceServer): Promise<void> {
  const over = () => {
    expect(downloads.counters().active).toBe(0)
    expect(fleet.recent(50).items.filter(({ download }) => download?.state === 'running')).toEqual([])
  }
  await vi.waitFor(over, patience)
}

/** Every device that the server knows of, as it is kept. */
export async function devicesOf({ fleet, devices, clock }: DeviceServer): Promise<StoredDevice[]> {
  await fleet.flush()
  const times = { now: clock.now, upSince: fleet.upSince }
  const request = { query: { terms: [] }, sort: 'first-seen' as const, cursor: null, limit: 50, ...times }
  return (await devices.list(request)).devices
}

/** The attempts of a device, the oldest first. */
export async function attemptsOf(server: DeviceServer, id: string): Promise<StoredAttempt[]> {
  await server.fleet.flush()
  const device = await server.devices.find(id)
  return device === null ? [] : (await server.devices.attempts(device.row, 50)).reverse()
}

/** What became of each attempt of a device: version, state and what proved it. */
export async function fatesOf(server: DeviceServer, id: string): Promise<string[]> {
  const attempts = await attemptsOf(server, id)
  return attempts.map(({ version, state, evidence }) => `${version} ${state} by ${evidence.code}`)
}

/** Resolves when that is what became of the attempts of a device. */
export async function fatesBecome(server: DeviceServer, id: string, fates: string[]): Promise<void> {
  await vi.waitFor(async () => expect(await fatesOf(server, id)).toEqual(fates), patience)
}

/** The verdict and reason of the latest poll, as the list of check-ins shows it. */
export function latestOf({ fleet }: DeviceServer) {
  return fleet.recent(1).items[0]
}
