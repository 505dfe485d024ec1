import type { ImageFacts, Partition } from '@cyberdeck-ota/esp-image'
import type { BoardFacts } from '../board/boardFacts.ts'
import type { PartitionKind } from '../board/partitions.ts'

/** A file to put on a board. */
export interface ChosenFile {
  name: string
  bytes: Uint8Array
  /** Flash address; null lets the plan find it. */
  address: number | null
}

export interface FlashWish {
  board: BoardFacts
  files: readonly ChosenFile[]
  /** Erase the whole flash first, settings and all. */
  eraseAll: boolean
}

export type Part = 'app' | 'bootloader' | 'partition-table' | 'otadata' | 'factory-image' | 'data'

/** One stretch of flash to write. Flash mode, frequency and size in its header stay as they are. */
export interface PlannedWrite {
  address: number
  bytes: Uint8Array
  part: Part
  /** Label of the partition that it fills, where there is one. */
  label: string | null
  /** The file it comes from; null for what the plan makes itself. */
  file: string | null
}

/** What stays on the board. */
export interface Kept {
  label: string
  kind: PartitionKind
}

export interface FlashWarning {
  code:
    | 'overwrites-running'
    | 'outside-slots'
    | 'settings-lost'
    | 'files-lost'
    | 'header-flash-size'
    | 'factory-image-incomplete'
    | 'flash-size-unknown'
    | 'secure-boot'
  sentence: string
}

/** What will be done, in this order: an interruption before the last write leaves a running app running where it can. */
export interface FlashPlan {
  verdict: 'plan'
  eraseAll: boolean
  writes: PlannedWrite[]
  keeps: Kept[]
  warnings: FlashWarning[]
  /** The app among the files, and the slot it goes to. */
  app: ImageFacts | null
  slot: Partition | null
}

/** Why these files do not go on this board. */
export interface FlashRefusal {
  verdict: 'refusal'
  code: FlashRefusalCode
  sentence: string
  /** For `blank-chip`: what neither the board nor the files have. */
  missing: ('bootloader' | 'partition-table')[]
}

export type FlashRefusalCode =
  | 'secure-download-mode'
  | 'flash-encrypted'
  | 'nothing-chosen'
  | 'not-flashable'
  | 'wrong-chip'
  | 'chip-too-old'
  | 'chip-too-new'
  | 'unsigned-app'
  | 'secure-boot-bootloader'
  | 'secure-boot-erase'
  | 'blank-chip'
  | 'no-app'
  | 'no-slot'
  | 'no-address'
  | 'wrong-address'
  | 'several-apps'
  | 'does-not-fit-slot'
  | 'does-not-fit-flash'
  | 'files-overlap'
  | 'erase-leaves-nothing'

export function refuse(
  code: FlashRefusalCode,
  sentence: string,
  missing: FlashRefusal['missing'] = [],
): FlashRefusal {
  return { verdict: 'refusal', code, sentence, missing }
}

export function isRefusal(value: object): value is FlashRefusal {
  return 'verdict' in value && value.verdict === 'refusal'
}

export function hexadecimal(value: number): string {
  return `0x${value.toString(16)}`
}
