import { checkApp } from './checkApp.ts'
import { checkBoard, checkChip, checkSecureBoot, chipWarnings } from './checkChip.ts'
import { checkComplete, checkWrites } from './checkWrites.ts'
import { layoutAfter, withOtadata } from './flashLayout.ts'
import { type FlashPlan, type FlashRefusal, type FlashWish, isRefusal, refuse } from './flashPlan.ts'
import { whatStays } from './keeps.ts'
import { placeFiles } from './placeFiles.ts'
import { type ReadFile, readFile } from './readFile.ts'

/** What to write where, so that the board runs what was chosen; or why it would not. Nothing here has an effect. */
export function planFlash({ board, files, eraseAll }: FlashWish): FlashPlan | FlashRefusal {
  const ruledOut = checkBoard(board)
  if (ruledOut) return ruledOut
  const known: ReadFile[] = []
  for (const file of files) {
    const one = readFile(file)
    if (isRefusal(one)) return one
    known.push(one)
  }
  const read = withOtadata(board, known)
  const wrong = checkChoice(read) ?? firstRefusal(read, (file) => checkChip(board, file))
  if (wrong) return wrong
  const layout = layoutAfter(board, read, eraseAll)
  const incomplete = checkComplete(board, read, eraseAll)
  if (incomplete) return incomplete
  const placed = placeFiles(board, read, layout, eraseAll)
  if (isRefusal(placed)) return placed
  const forbidden =
    checkSecureBoot(board, placed.writes, eraseAll) ??
    checkWrites(board, placed.writes, layout.fromBoard ? [] : layout.partitions) ??
    checkApp(board, read, layout.partitions, placed.writes, eraseAll)
  if (forbidden) return forbidden
  const stay = whatStays(board, layout.partitions, placed.writes, eraseAll)
  return {
    verdict: 'plan',
    eraseAll,
    writes: placed.writes,
    keeps: stay.keeps,
    warnings: [...placed.warnings, ...stay.warnings, ...chipWarnings(board, read), ...fileWarnings(read)],
    app: read.find(({ image }) => image !== null)?.image ?? null,
    slot: placed.slot,
  }
}

/** Whether files can be meant together, on any board. Addresses count as they stand in `read`. */
export function checkChoice(read: readonly ReadFile[]): FlashRefusal | null {
  if (read.length === 0) return refuse('nothing-chosen', 'Choose a firmware file first.')
  const loose = read.filter(({ part, address }) => part === 'app' && address === null)
  const whole = read.filter(({ part, image }) => part === 'factory-image' && image !== null)
  const several = [...loose, ...whole]
  if (several.length <= 1) return null
  return refuse(
    'several-apps',
    `Only one of ${several.map(({ name }) => name).join(' and ')} can be flashed; choose one, or give each its address.`,
  )
}

function firstRefusal<T>(items: readonly T[], check: (item: T) => FlashRefusal | null): FlashRefusal | null {
  for (const item of items) {
    const refusal = check(item)
    if (refusal) return refusal
  }
  return null
}

function fileWarnings(read: readonly ReadFile[]): FlashPlan['warnings'] {
  return read
    .filter(({ incomplete }) => incomplete)
    .map(({ name }) => ({
      code: 'factory-image-incomplete',
      sentence: `${name} has no bootloader for its app where the chip looks for one, so only the app in it is written.`,
    }))
}
