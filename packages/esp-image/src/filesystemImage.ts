import { startsWith, startsWithText, u16 } from './bytes.ts'
import type { Refused } from './inspection.ts'
import { APP_FILE, refusal } from './refusal.ts'

/** Refuses a data partition's image by the name of its file system; null when it is none. */
export function refuseFilesystem(bytes: Uint8Array): Refused | null {
  const name = isLittlefs(bytes) ? 'LittleFS' : isSpiffs(bytes) ? 'SPIFFS' : isFat(bytes) ? 'FAT' : null
  if (!name) return null
  return refusal(
    'filesystem-image',
    `This is a ${name} file system image (the app's data, not the app); upload ${APP_FILE}.`,
  )
}

/** The superblock's name tag (littlefs SPEC.md), in block 0 or its twin block 1. */
function isLittlefs(bytes: Uint8Array): boolean {
  return startsWithText(bytes, 'littlefs', 8) || startsWithText(bytes, 'littlefs', BLOCK + 8)
}

const BLOCK = 4096
const PAGE = 256

/** The magic ends each block's lookup page (SPIFFS_MAGIC, spiffs_nucleus.h) and counts the blocks that remain. */
function isSpiffs(bytes: Uint8Array): boolean {
  const blocks = Math.floor(bytes.length / BLOCK)
  const magic = (block: number) => (0x20140529 ^ PAGE ^ (blocks - block)) & 0xffff
  const holds = (block: number) => u16(bytes, block * BLOCK + PAGE - 4) === magic(block)
  return blocks >= 2 && holds(0) && holds(1)
}

/** A FAT boot sector: a jump, "FAT" in the type field of FAT12/16 or FAT32, and the signature 55 AA. */
function isFat(bytes: Uint8Array): boolean {
  return (
    bytes[0] === 0xeb &&
    startsWith(bytes, [0x55, 0xaa], 510) &&
    (startsWithText(bytes, 'FAT', 54) || startsWithText(bytes, 'FAT', 82))
  )
}
