import type { FleetStore, LoadedDevice, NewDevice, Opened, StoredAttempt } from '../store.ts'

/** An empty fleet store under test, and the registry beside it, at revision 0. */
export interface OpenedStore {
  store: FleetStore
  /** Moves the registry to this revision. */
  moveRegistry(revision: number): Promise<void>
}

export type OpenStore = (options?: { few: number }) => Promise<OpenedStore>

/** Enrolls one device. */
export async function enrollOne(store: FleetStore, device: NewDevice): Promise<LoadedDevice> {
  const [enrolled] = await store.enroll([device])
  if (!enrolled) throw new Error(`${device.id} was not enrolled`)
  return enrolled
}

/** The attempt that was opened; throws when it was not. */
export function attemptOf(opened: Opened): StoredAttempt {
  if (typeof opened === 'string') throw new Error(`no attempt was opened: ${opened}`)
  return opened
}

/** Which devices: every one. */
export const everyDevice = { query: { terms: [] }, now: 0, upSince: 0 }
