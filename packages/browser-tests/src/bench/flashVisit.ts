import type { BrowserContextOptions } from 'playwright-core'
import { password, signIn, type Visit, visit } from '../visit.ts'
import { type Bench, openBench } from './bench.ts'
import { app, factory } from './contents.ts'
import type { BoardOnCable } from './plugIn.ts'

/** A server with releases for three chips, and its owner signed in on the server's own computer. */
export interface FlashVisit extends Visit {
  bench(boards: readonly BoardOnCable[], path?: string, options?: BrowserContextOptions): Promise<Bench>
}

export const darkPhone: BrowserContextOptions = {
  colorScheme: 'dark',
  viewport: { width: 390, height: 844 },
  reducedMotion: 'reduce',
}

const networks = [{ ssid: 'Workshop', password: 'soldering', rssi: -48 }]

/** A board on the network that its firmware knows, with an app of before. */
export const usedBoard = (chip: BoardOnCable['chip'], options: Partial<BoardOnCable> = {}): BoardOnCable => ({
  chip,
  flash: factory(chip, '1.00').toString('base64'),
  networks,
  builtInWifi: { ssid: 'Workshop', password: 'soldering' },
  ...options,
})

/** 2.00 is an app for each chip; 3.00 is for ESP32 and carries what a blank board needs. */
export async function flashVisit(env: Record<string, string> = {}): Promise<FlashVisit> {
  const at = await visit({ CYBERDECK_OWNER_PASSWORD: password, ...env })
  for (const [chip, board] of [
    ['ESP32', 'esp32'],
    ['ESP32-S3', 'esp32-s3'],
    ['ESP32-C3', 'esp32-c3'],
  ] as const) {
    await at.upload('2.00', { board, file: { name: 'thermo.bin', bytes: app(chip, '2.00') } })
  }
  const merged = { name: 'thermo-merged.bin', bytes: factory('ESP32', '3.00') }
  await at.upload('3.00', { board: 'esp32', publish: 'none', extract: 'app', file: merged })
  const origin = `http://localhost:${at.server.port}`
  const first = await at.open('/', { origin })
  await signIn(first)
  const storageState = await first.context().storageState()
  await first.context().close()
  return {
    ...at,
    bench: (boards, path = '/flash?product=default&version=2.00', options = {}) =>
      openBench(at, path, boards, { storageState, ...options }),
  }
}
