import type { BoardFacts } from '../board/boardFacts.ts'
import type { FlashPlan, FlashRefusal } from '../plan/flashPlan.ts'
import type { ConsoleView } from './boardConsole.ts'
import type { FailureCode } from './failure.ts'
import type { WifiState } from './improvWifi.ts'
import type { WriteReport } from './writing.ts'

/** Where a flash session is. Each state holds all that a page shows in it. */
export type FlashState =
  | { kind: 'idle' }
  | { kind: 'choosing-port' }
  /** `holdBoot`: the cable alone does not manage it; from now on it takes a person to hold BOOT. */
  | { kind: 'connecting'; attempt: number; holdBoot: boolean }
  | { kind: 'checking'; chip: string | null; mac: string | null }
  /** Waits for `write()`. */
  | { kind: 'ready'; board: BoardFacts; plan: FlashPlan }
  /** These files do not go on this board; others may, by `choose()`. The board stays connected. */
  | { kind: 'refused'; board: BoardFacts; refusal: FlashRefusal }
  | ({ kind: 'writing'; board: BoardFacts; plan: FlashPlan } & WriteReport)
  | { kind: 'resetting'; board: BoardFacts; plan: FlashPlan }
  /** Written, verified and reset. `asking`: whether it takes Wi-Fi settings over Improv; when it does not, this state stays. */
  | { kind: 'console'; board: BoardFacts; plan: FlashPlan; console: ConsoleView; asking: boolean }
  /** What runs now speaks Improv. */
  | { kind: 'wifi'; board: BoardFacts; plan: FlashPlan; console: ConsoleView; wifi: WifiState }
  /** The port is free again. */
  | { kind: 'done'; board: BoardFacts; plan: FlashPlan; console: ConsoleView; wifi: WifiState | null }
  | FailedState

export interface FailedState {
  kind: 'failed'
  code: FailureCode
  sentence: string
  /** What helps on the visitor's system, most likely first. */
  remedies: readonly string[]
  canRetry: boolean
  /** What the libraries said, for people who look closer. */
  details: string
  /** Null when it was not known yet. */
  board: BoardFacts | null
  /** Whether flash was being written, so that it holds only a part of the plan. */
  whileWriting: boolean
  /** What was being written, or would have been; null when it was not known yet. */
  plan: FlashPlan | null
}
