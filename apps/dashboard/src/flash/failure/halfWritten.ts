import type { BoardFacts, FlashPlan } from '@cyberdeck-ota/flasher'

/** What a partition table takes of flash, bytes. */
const TABLE_SECTOR = 0x1000

/**
 * Whether a plan that is carried out only in part leaves the board something to start: it leaves what runs now alone, and
 * all that is needed to find it. The choice of the slot does not count: it is written last, and with half of it the
 * bootloader starts the old app or the new one, which is whole by then.
 */
export function leavesRunning(
  { contents, bootloaderAt }: BoardFacts,
  { eraseAll, writes }: FlashPlan,
): boolean {
  if (eraseAll || !contents?.running || !contents.bootloader || contents.tableAt === null) return false
  const { offset, size } = contents.running.partition
  const needed = [
    { from: bootloaderAt, to: contents.tableAt + TABLE_SECTOR },
    { from: offset, to: offset + size },
  ]
  return writes.every(({ address, bytes }) =>
    needed.every(({ from, to }) => address >= to || address + bytes.length <= from),
  )
}

interface HalfWritten {
  /** Null when it is not known. */
  board: BoardFacts | null
  plan: FlashPlan | null
}

/** What becomes of a board whose writing does not come to its end. */
export function halfWrittenWords({ board, plan }: HalfWritten): string {
  return board && plan && leavesRunning(board, plan)
    ? 'The board still starts what it had; what is new is incomplete until it is flashed again.'
    : 'The board may not start until it is flashed again. That is always possible: what takes new firmware is in the chip itself.'
}
