import type { FlashJob, SerialPortInfo } from '@cyberdeck-ota/schema'

/** A board on USB that nobody flashes. */
export function examplePort(over: Partial<SerialPortInfo> = {}): SerialPortInfo {
  return {
    path: '/dev/ttyUSB0',
    manufacturer: 'Silicon Labs',
    serialNumber: '0001',
    vendorId: '10c4',
    productId: 'ea60',
    job: null,
    ...over,
  }
}

/** A job that is writing. */
export function exampleJob(over: Partial<FlashJob> = {}): FlashJob {
  return {
    id: '7d3c9b1e5f20a846',
    port: '/dev/ttyUSB0',
    product: 'default',
    version: '1.02',
    board: 'default',
    eraseAll: false,
    startedAt: '2026-02-21T09:00:00.000Z',
    startedBy: 'admin',
    endedAt: null,
    state: 'running',
    phase: 'writing',
    holdBoot: false,
    progress: { fraction: 0.418, bytesPerSecond: 31_200, secondsLeft: 16.4 },
    found: {
      chip: 'ESP32',
      description: 'ESP32-D0WD-V3 (revision v3.1)',
      mac: '24:6F:28:AD:FF:04',
      flashSize: 4_194_304,
    },
    warnings: [],
    failure: null,
    ...over,
  }
}
