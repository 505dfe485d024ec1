import type { BoardFacts } from '../board/boardFacts.ts'
import type { ChosenFile, FlashPlan, FlashRefusal, FlashRefusalCode } from './flashPlan.ts'
import { planFlash } from './planFlash.ts'

/** Sets of files of which any one makes a board run the same firmware, the one that changes least first. */
export type FileSets = readonly (readonly ChosenFile[])[]

/** What no other files of the same firmware can mend. */
const ofTheApp: readonly FlashRefusalCode[] = ['wrong-chip', 'chip-too-old', 'chip-too-new', 'unsigned-app']

/**
 * The plan for the first set that goes on a board: the app alone where the board has what starts it, so that bootloader,
 * partition table and settings stay, and everything for one that is blank or is erased. Where none goes, the refusal of
 * the last set, which lacks the least; but of the first, which is about the app itself, where no set could help.
 */
export function firstThatGoes(
  board: BoardFacts,
  sets: FileSets,
  eraseAll: boolean,
): FlashPlan | FlashRefusal {
  let first: FlashRefusal | null = null
  let last: FlashRefusal | null = null
  for (const files of sets) {
    const result = planFlash({ board, files, eraseAll })
    if (result.verdict === 'plan') return result
    first ??= result
    last = result
  }
  if (first && ofTheApp.includes(first.code)) return first
  return last ?? planFlash({ board, files: [], eraseAll })
}
