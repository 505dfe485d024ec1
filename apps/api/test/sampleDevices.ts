import type { NewDevice, StoredAttempt } from '../src/fleet/store.ts'

/** A device that was seen once, at 1,000. */
export function newDevice(id: string, change: Partial<NewDevice> = {}): NewDevice {
  return {
    id,
    identity: 'mac',
    reported: {
      client: 'esp32-updater',
      product: 'default',
      board: null,
      channel: null,
      version: '1.00',
      mode: null,
      runningSha256: null,
      runningMd5: null,
      freeSpace: null,
      sketchSize: null,
      flashSize: null,
      sdk: null,
      address: '192.168.1.7',
    },
    standing: {
      state: 'up-to-date',
      reason: { code: 'same-version', running: '1.00', target: '1.00' },
      target: '1.00',
      runs: null,
      board: null,
      chip: null,
    },
    firstSeenAt: 1_000,
    lastSeenAt: 1_000,
    polls: 1,
    interval: null,
    patience: 600_000,
    ...change,
  }
}

/** An attempt that was just opened. */
export function newAttempt(
  row: number,
  change: Partial<StoredAttempt> = {},
): Omit<StoredAttempt, 'id' | 'settled'> {
  return {
    row,
    product: 'default',
    version: '1.01',
    board: 'esp32',
    sha256: 'a'.repeat(64),
    runningSha256: null,
    runningMd5: 'b'.repeat(32),
    size: 1_000_000,
    from: { version: '1.00', sha256: null, md5: null },
    state: 'offered',
    evidence: { code: 'answered' },
    acknowledged: 0,
    approximate: false,
    openedAt: 2_000,
    changedAt: 2_000,
    ...change,
  }
}
