import { makeImage, makeMergedImage, partition } from '@cyberdeck-ota/esp-image'
import {
  type BoardFacts,
  type ChosenFile,
  type FailedState,
  type FlashPlan,
  type FlashRefusal,
  planFlash,
  readContents,
} from '@cyberdeck-ota/flasher'
import { type Mock, vi } from 'vitest'
import type { Desk, DeskState } from '../flash/desk.ts'

/*
 * Made-up boards on a cable, and the desk that they lie on.
 */

const CHIP_ID = 9
const FLASH_SIZE = 0x400000

const partitions = [
  partition('nvs', 1, 2, 0x9000, 0x5000),
  partition('otadata', 1, 0, 0xe000, 0x2000),
  partition('app0', 0, 0x10, 0x10000, 0x140000),
  partition('app1', 0, 0x11, 0x150000, 0x140000),
  partition('spiffs', 1, 0x82, 0x290000, 0x160000),
]

/** An app for the chip of {@link exampleBoard}. */
export const exampleApp = (version: string, size = 0x4000) =>
  makeImage({ chipId: CHIP_ID, project: 'thermo', version, size })

/** A factory image for it, with thermo 1.00 in app0. */
export const exampleFactory = () =>
  makeMergedImage({ chipId: CHIP_ID, partitions, apps: { app0: exampleApp('1.00') }, selected: 0 })

/** An ESP32-S3 that runs thermo 1.00. @param flash what is in it from address 0 on */
export async function exampleBoard(
  over: Partial<BoardFacts> = {},
  flash = exampleFactory(),
): Promise<BoardFacts> {
  const whole = new Uint8Array(FLASH_SIZE).fill(0xff)
  whole.set(flash)
  return {
    chip: 'ESP32-S3',
    chipId: CHIP_ID,
    description: 'ESP32-S3 (QFN56) (revision v0.2)',
    revision: 2,
    mac: '24:6F:28:01:02:03',
    flashSize: FLASH_SIZE,
    bootloaderAt: 0,
    encrypted: false,
    secureBoot: false,
    secureDownload: false,
    contents: await readContents(
      { chipId: CHIP_ID, bootloaderAt: 0, flashSize: FLASH_SIZE },
      async (address, length) => whole.slice(address, address + length),
    ),
    ...over,
  }
}

export const exampleFile = (bytes: Uint8Array, name = 'thermo.bin'): ChosenFile => ({
  name,
  bytes,
  address: null,
})

/** What putting thermo 2.34 on it comes to. */
export function examplePlan(
  board: BoardFacts,
  file = exampleFile(exampleApp('2.34')),
  eraseAll = false,
): FlashPlan {
  const result = planFlash({ board, files: [file], eraseAll })
  if (result.verdict === 'refusal') throw new Error(result.sentence)
  return result
}

export function exampleRefusal(over: Partial<FlashRefusal>): FlashRefusal {
  return { verdict: 'refusal', code: 'wrong-chip', sentence: 'It does not go there.', missing: [], ...over }
}

export function exampleFailure(over: Partial<FailedState>): FailedState {
  return {
    kind: 'failed',
    code: 'no-answer',
    sentence: 'It does not answer.',
    remedies: [],
    canRetry: true,
    details: 'Failed to connect with the device',
    board: null,
    whileWriting: false,
    plan: null,
    ...over,
  }
}

export function exampleDeskState(flash: DeskState['flash'], over: Partial<DeskState> = {}): DeskState {
  return {
    firmware: { kind: 'release', product: 'thermo', version: '2.34', board: null },
    eraseAll: false,
    fetching: { kind: 'idle' },
    flash,
    log: [],
    startedAt: null,
    turn: 1,
    ...over,
  }
}

/** A desk that only remembers what it was asked to do. */
export function fakeDesk(): { [command in keyof Desk]: Mock<Desk[command]> } {
  return {
    get: vi.fn(),
    subscribe: vi.fn(),
    chooseFirmware: vi.fn(),
    setEraseAll: vi.fn(),
    connect: vi.fn(async () => {}),
    write: vi.fn(),
    retry: vi.fn(async () => {}),
    cancel: vi.fn(async () => {}),
    reset: vi.fn(async () => {}),
    scanWifi: vi.fn(async () => {}),
    joinWifi: vi.fn(async () => {}),
    finish: vi.fn(async () => {}),
    another: vi.fn(async () => {}),
  }
}
