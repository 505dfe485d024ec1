import type { Partition } from '@cyberdeck-ota/esp-image'
import type { BoardFacts } from '../board/boardFacts.ts'
import { megabytes } from './checkChip.ts'
import { type FlashRefusal, hexadecimal, type PlannedWrite, refuse } from './flashPlan.ts'
import type { ReadFile } from './readFile.ts'

/** What is erased before it is written: whole sectors. */
const SECTOR = 0x1000

/** Whether writes keep to the flash and out of each other's way. */
export function checkWrites(
  board: BoardFacts,
  writes: readonly PlannedWrite[],
  partitions: readonly Partition[],
): FlashRefusal | null {
  for (const write of writes) {
    if (!Number.isSafeInteger(write.address) || write.address < 0 || write.address % SECTOR !== 0) {
      return refuse(
        'wrong-address',
        `${nameOf(write)} cannot begin at ${hexadecimal(write.address)}: flash is erased in steps of 0x1000, so an address is a multiple of it.`,
      )
    }
  }
  return checkSize(board, writes, partitions) ?? checkOverlap(writes)
}

function checkSize(
  { flashSize }: BoardFacts,
  writes: readonly PlannedWrite[],
  partitions: readonly Partition[],
): FlashRefusal | null {
  if (flashSize === null) return null
  const beyond = writes.find(({ address, bytes }) => address + bytes.length > flashSize)
  if (beyond) {
    return refuse(
      'does-not-fit-flash',
      `${nameOf(beyond)} would end at ${hexadecimal(beyond.address + beyond.bytes.length)}, and this board has ${megabytes(flashSize)} of flash.`,
    )
  }
  // The bootloader refuses a whole table for one partition outside the flash.
  const outside = partitions.find(({ offset, size }) => offset + size > flashSize)
  if (!outside) return null
  return refuse(
    'does-not-fit-flash',
    `The partition table is for more flash than this board has: "${outside.label}" ends at ${hexadecimal(outside.offset + outside.size)}, and the board has ${megabytes(flashSize)}.`,
  )
}

function checkOverlap(writes: readonly PlannedWrite[]): FlashRefusal | null {
  const sorted = [...writes].sort((a, b) => a.address - b.address)
  for (const [index, write] of sorted.entries()) {
    const next = sorted[index + 1]
    const end = Math.ceil((write.address + write.bytes.length) / SECTOR) * SECTOR
    if (!next || end <= next.address) continue
    return refuse(
      'files-overlap',
      `${nameOf(write)} and ${nameOf(next)} would overwrite each other at ${hexadecimal(next.address)}.`,
    )
  }
  return null
}

/** Whether an app can start once this is written: it takes a bootloader and a partition table. */
export function checkComplete(
  board: BoardFacts,
  read: readonly ReadFile[],
  eraseAll: boolean,
): FlashRefusal | null {
  if (board.chipId === null || !read.some(({ part }) => part === 'app')) return null
  const has = (part: ReadFile['part']) => read.some((file) => file.part === part)
  const whole = has('factory-image')
  // Flash that cannot be read may hold both.
  const unknown = board.contents === null && !eraseAll
  const left = eraseAll ? null : board.contents
  const missing: FlashRefusal['missing'] = []
  if (!whole && !unknown && !has('bootloader') && !left?.bootloader) missing.push('bootloader')
  if (!whole && !unknown && !has('partition-table') && !left?.partitions.length)
    missing.push('partition-table')
  if (missing.length === 0) return null
  const what = missing.map((part) => nouns[part]).join(' and ')
  if (eraseAll && board.contents?.bootloader) {
    return refuse(
      'erase-leaves-nothing',
      `Erasing everything also takes ${what} off this board, and what was chosen does not bring ${missing.length > 1 ? 'them' : 'it'} back: keep the settings, or choose the factory image (merged.bin, factory.bin).`,
      missing,
    )
  }
  return refuse(
    'blank-chip',
    `This board has no ${missing.map((part) => bareNouns[part]).join(' and no ')}, so an app alone does not start; choose the factory image (merged.bin, factory.bin), or add ${what}.`,
    missing,
  )
}

const bareNouns = { bootloader: 'bootloader', 'partition-table': 'partition table' } as const
const nouns = { bootloader: 'the bootloader', 'partition-table': 'the partition table' } as const

function nameOf({ file, part }: PlannedWrite): string {
  return file ?? (part === 'otadata' ? 'The choice of the slot to start' : part)
}
