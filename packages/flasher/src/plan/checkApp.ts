import { bootOrder, type Partition } from '@cyberdeck-ota/esp-image'
import type { BoardFacts } from '../board/boardFacts.ts'
import { isData } from '../board/partitions.ts'
import { type FlashRefusal, type Part, type PlannedWrite, refuse } from './flashPlan.ts'
import { isUntouched } from './keeps.ts'
import type { ReadFile } from './readFile.ts'

/** What decides which app starts, and where it is looked for. */
const startsApps: readonly Part[] = ['bootloader', 'partition-table', 'factory-image']

/**
 * Whether there is an app for a bootloader or a partition table that is written: among the files, or on the board.
 *
 * @param after how flash is divided once everything is written
 */
export function checkApp(
  board: BoardFacts,
  read: readonly ReadFile[],
  after: readonly Partition[],
  writes: readonly PlannedWrite[],
  eraseAll: boolean,
): FlashRefusal | null {
  const brings = read.some(({ part, image }) => part === 'app' || image !== null)
  if (board.chipId === null || brings || mayBringApp(read, after, writes)) return null
  if (!read.some(({ part }) => startsApps.includes(part))) return null
  // Flash that cannot be read may hold one.
  if (!eraseAll && (board.contents === null || keepsApp(board.contents, read, after, writes))) return null
  if (eraseAll && board.contents?.running) {
    return refuse(
      'erase-leaves-nothing',
      'Erasing everything also takes the app off this board, and there is none among these files: keep what is on the board, or add the app.',
    )
  }
  return refuse(
    'no-app',
    'There is no app among these files, and none on the board that is sure to start with them; add it.',
  )
}

/**
 * Whether bytes that nothing recognises may be an app all the same, as they go where no data partition is: other
 * bootloaders (MCUboot) start apps of their own kind, and have no use for a partition table.
 */
function mayBringApp(
  read: readonly ReadFile[],
  after: readonly Partition[],
  writes: readonly PlannedWrite[],
): boolean {
  if (read.some(({ partitions }) => partitions !== null)) return false
  const places = after.filter(isData)
  return writes.some(
    ({ part, address }) =>
      part === 'data' && !places.some(({ offset, size }) => offset <= address && address < offset + size),
  )
}

/** How long an app on the board is was not read, so that one whose slot shrinks may not fit any more. */
function keepsApp(
  { bootloader, slots }: NonNullable<BoardFacts['contents']>,
  read: readonly ReadFile[],
  after: readonly Partition[],
  writes: readonly PlannedWrite[],
): boolean {
  if (!bootloader && !read.some(({ part }) => part === 'bootloader' || part === 'factory-image')) return false
  // The bootloader goes on to the next slot where there is no app.
  return bootOrder(after, () => new Uint8Array()).some((slot) =>
    slots.some(
      ({ partition, app }) =>
        app && partition.offset === slot.offset && partition.size <= slot.size && isUntouched(slot, writes),
    ),
  )
}
