import type { Build, CheckInRecord, Product, Registry, Release, ServerInfo } from '@cyberdeck-ota/schema'

/*
 * Made-up data for tests: complete, plain, and changed by the test where it matters.
 */

const at = '2026-02-21T09:00:00.000Z'

export function exampleBuild(over: Partial<Build> = {}): Build {
  return {
    sha256: 'a'.repeat(64),
    md5: 'a'.repeat(32),
    sha512: 'a'.repeat(128),
    size: 1000,
    kind: 'app',
    chip: 'ESP32',
    chipId: 0,
    imageLength: 1000,
    runningMd5: 'a'.repeat(32),
    runningSha256: 'a'.repeat(64),
    project: null,
    embeddedVersion: null,
    builtAt: null,
    idf: null,
    elfSha256: null,
    secureVersion: null,
    minChipRevision: null,
    maxChipRevision: null,
    flashSize: null,
    signature: null,
    factory: null,
    fileName: 'firmware.bin',
    uploadedAt: at,
    uploadedBy: 'admin',
    ...over,
  }
}

export function exampleRelease(version: string, over: Partial<Release> = {}): Release {
  return { version, notes: '', uploadedAt: at, builds: { default: exampleBuild() }, ...over }
}

/** A product with these releases, of which `stable` points at the last. */
export function exampleProduct(versions: string[]): Product {
  const latest = versions.at(-1)
  return {
    boards: { default: { chip: 'ESP32' } },
    releases: Object.fromEntries(versions.map((version) => [version, exampleRelease(version)])),
    channels: latest === undefined ? {} : { stable: { version: latest, recall: false } },
    removed: {},
  }
}

export function exampleRegistry(products: Record<string, Product> = {}): Registry {
  return {
    format: 1,
    revision: 1,
    changedAt: at,
    changedBy: 'admin',
    change: { code: 'x', sentence: 'x' },
    products,
  }
}

export function exampleCheckIn(over: Partial<CheckInRecord> = {}): CheckInRecord {
  return {
    id: 1,
    at,
    address: '192.168.1.44',
    device: 'AA:BB:CC:DD:EE:01',
    client: 'esp32-updater',
    product: 'default',
    board: null,
    version: '1.02',
    runs: null,
    verdict: 'up-to-date',
    reason: { code: 'same-version', running: '1.02', target: '1.02' },
    status: 304,
    download: null,
    ...over,
  }
}

export function exampleServer(over: Partial<ServerInfo> = {}): ServerInfo {
  return {
    version: '0.1.0',
    startedAt: at,
    deviceUrl: 'http://192.168.1.10:5000',
    deviceUrlIsSet: false,
    downloads: { active: 0, limit: 200, turnedAway: 0, lastTurnedAwayAt: null },
    uploadLimit: 67_108_864,
    fleet: { devices: 0, full: false, lastCheckInAt: null, running: [] },
    adoption: null,
    ...over,
  }
}
