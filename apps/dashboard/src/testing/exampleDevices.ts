import type { Attempt, Device, DeviceSummary } from '@cyberdeck-ota/schema'

const at = '2026-02-21T09:00:00.000Z'

/** A device as the list shows it: one that is up to date. */
export function exampleSummary(over: Partial<DeviceSummary> = {}): DeviceSummary {
  return {
    id: 'AA:BB:CC:DD:EE:01',
    identity: 'mac',
    name: null,
    tags: [],
    product: 'default',
    board: null,
    chip: null,
    channel: 'stable',
    pin: null,
    hold: false,
    version: '1.02',
    runs: null,
    target: '1.02',
    state: 'up-to-date',
    reason: { code: 'same-version', running: '1.02', target: '1.02' },
    progress: null,
    address: '192.168.1.44',
    firstSeenAt: at,
    lastSeenAt: at,
    polls: 3,
    interval: 60,
    silent: false,
    ...over,
  }
}

/** A device with everything that is known of it. */
export function exampleDevice(over: Partial<Device> = {}): Device {
  return {
    ...exampleSummary(),
    assigned: { name: null, notes: '', tags: [], channel: null, pin: null, hold: false },
    reported: {
      client: 'esp32-updater',
      product: 'default',
      board: null,
      channel: null,
      version: '1.02',
      mode: null,
      runningSha256: null,
      runningMd5: null,
      freeSpace: null,
      sketchSize: null,
      flashSize: null,
      sdk: null,
      address: '192.168.1.44',
    },
    quarantines: [],
    aliases: [],
    attempts: [],
    ...over,
  }
}

export function exampleAttempt(over: Partial<Attempt> = {}): Attempt {
  return {
    id: 1,
    product: 'default',
    version: '1.02',
    board: 'default',
    sha256: 'a'.repeat(64),
    size: 1000,
    from: { version: '1.01', sha256: null },
    state: 'confirmed',
    evidence: { code: 'version', said: '1.02' },
    acknowledged: 1000,
    approximate: false,
    openedAt: at,
    changedAt: at,
    ...over,
  }
}
