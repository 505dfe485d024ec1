import {
  makeBootloader,
  makeImage,
  makeMergedImage,
  makeOtadata,
  makePartitionTable,
  type Partition,
  partition,
} from '@cyberdeck-ota/esp-image'
import type { BoardFacts } from '../board/boardFacts.ts'
import { readContents } from '../board/contents.ts'
import type { ChosenFile, FlashPlan, FlashRefusal } from './flashPlan.ts'

/** Facts of ESP32-S3, whose bootloader begins the flash. */
export const S3 = 9
const FLASH = 0x400000

/** Arduino's layout with two small slots, a file system and a core dump partition. */
export const twoSlots: readonly Partition[] = [
  partition('nvs', 1, 2, 0x9000, 0x5000),
  partition('otadata', 1, 0, 0xe000, 0x2000),
  partition('app0', 0, 0x10, 0x10000, 0x20000),
  partition('app1', 0, 0x11, 0x30000, 0x20000),
  partition('spiffs', 1, 0x82, 0x50000, 0x10000),
]
export const factoryOnly: readonly Partition[] = [
  partition('nvs', 1, 2, 0x9000, 0x6000),
  partition('factory', 0, 0, 0x10000, 0x20000),
]

export const app = (version: string, recipe: Parameters<typeof makeImage>[0] = {}) =>
  makeImage({ chipId: S3, project: 'thermo', version, size: 0x4000, ...recipe })
export const bootloader = () => makeBootloader({ chipId: S3 })
export const table = (partitions: readonly Partition[] = twoSlots) => makePartitionTable(partitions)
export const otadata = makeOtadata
export const merged = (recipe: Partial<Parameters<typeof makeMergedImage>[0]> = {}) =>
  makeMergedImage({ chipId: S3, partitions: twoSlots, apps: { app0: app('2.00') }, selected: 0, ...recipe })

export const file = (name: string, bytes: Uint8Array, address: number | null = null): ChosenFile => ({
  name,
  bytes,
  address,
})

/** The whole flash of a board: what is given from address 0, erased behind it. */
export function flashWith(contents: Uint8Array = new Uint8Array(), size = FLASH): Uint8Array {
  const flash = new Uint8Array(size).fill(0xff)
  flash.set(contents)
  return flash
}

export const reading = (flash: Uint8Array) => async (address: number, length: number) =>
  flash.slice(address, address + length)

export const contentsOf = (flash: Uint8Array) =>
  readContents({ chipId: S3, bootloaderAt: 0, flashSize: flash.length }, reading(flash))

export async function boardWith(flash: Uint8Array, facts: Partial<BoardFacts> = {}): Promise<BoardFacts> {
  return {
    chip: 'ESP32-S3',
    chipId: S3,
    description: 'ESP32-S3',
    revision: 2,
    mac: '24:6F:28:01:02:03',
    flashSize: flash.length,
    bootloaderAt: 0,
    encrypted: false,
    secureBoot: false,
    secureDownload: false,
    contents: await contentsOf(flash),
    ...facts,
  }
}

/** Flash after the first `steps` writes of a plan, each into sectors erased before. */
export function carryOut(flash: Uint8Array, plan: FlashPlan, steps = plan.writes.length): Uint8Array {
  const after = plan.eraseAll ? new Uint8Array(flash.length).fill(0xff) : flash.slice()
  for (const { address, bytes } of plan.writes.slice(0, steps)) {
    after.fill(0xff, address, Math.ceil((address + bytes.length) / 0x1000) * 0x1000)
    after.set(bytes, address)
  }
  return after
}

export function planned(result: FlashPlan | FlashRefusal): FlashPlan {
  if (result.verdict === 'refusal') throw new Error(`Refused: ${result.code}: ${result.sentence}`)
  return result
}

export function refused(result: FlashPlan | FlashRefusal): FlashRefusal {
  if (result.verdict === 'plan') throw new Error('It was planned, not refused.')
  return result
}
