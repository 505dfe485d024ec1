import { inspectImage } from '@cyberdeck-ota/esp-image'
import { type Boot, TABLE_AT } from './bootResult.ts'
import type { ChipModel } from './chips.ts'
import { word } from './commands.ts'
import type { FlashMemory } from './flashMemory.ts'
import { secondStage } from './secondStage.ts'

const IMAGE_MAGIC = 0xe9
const HEADER = 24
/** How often the ROM says so before its watchdog ends it. */
const INVALID_HEADERS = 8

/** The ROM's part: find the bootloader, copy it to RAM, start it. `revision` is major*100+minor. */
export function boot(chip: ChipModel, flash: FlashMemory, revision: number): Boot {
  const { rom } = chip
  const bootloader = flash.seenByCpu(chip.bootloaderOffset, TABLE_AT - chip.bootloaderOffset)
  const ends: Boot['ends'] = { resets: 'watchdog' }
  if (bootloader[0] !== IMAGE_MAGIC) {
    const header = `invalid header: 0x${word(bootloader, 0).toString(16).padStart(8, '0')}`
    return { lines: Array.from({ length: INVALID_HEADERS }, () => header), ends }
  }
  const chipId = word(bootloader, 3) & 0xffff
  if (rom.checksChipId && chipId !== chip.imageChipId) {
    const wrong = `Invalid chip id. Expected ${chip.imageChipId} read ${chipId}. Bootloader for wrong chip?`
    return { lines: [wrong, rom.exit], ends }
  }
  const lines = [...rom.flashMode, ...loads(chip, bootloader)]
  if (!startsBootloader(bootloader) || chipId !== chip.imageChipId) {
    return { lines: [...lines, rom.exit], ends }
  }
  const next = secondStage(chip, flash, revision)
  return { lines: [...lines, `entry 0x${word(bootloader, 1).toString(16)}`, ...next.lines], ends: next.ends }
}

function loads({ rom }: ChipModel, image: Uint8Array): string[] {
  const lines: string[] = []
  let at = HEADER
  for (let left = image[1] ?? 0; left > 0 && at + 8 <= image.length; left--) {
    const [address, length] = [word(image.subarray(at), 0), word(image.subarray(at), 1)]
    lines.push(rom.load(address, length))
    at += 8 + length
  }
  return lines
}

function startsBootloader(bytes: Uint8Array): boolean {
  const found = inspectImage(bytes)
  return found.verdict === 'refused' && found.code === 'bootloader-image'
}
