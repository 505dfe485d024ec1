/** Flashing boards over USB: pure rules, and a procedure that runs in a browser and in Node alike. */
export type { BoardFacts } from './board/boardFacts.ts'
export {
  type BoardContents,
  type ReadFlash,
  readContents,
  type Slot,
  type SlotApp,
} from './board/contents.ts'
export { type PartitionKind, partitionKind } from './board/partitions.ts'
export type { BootLog } from './console/bootLog.ts'
export { type ConsoleLine, plainText } from './console/consoleLines.ts'
export { type BootFault, type BootFaultCode, explainBoot } from './console/explainBoot.ts'
export type { FileSets } from './plan/firstThatGoes.ts'
export type {
  ChosenFile,
  FlashPlan,
  FlashRefusal,
  FlashRefusalCode,
  FlashWarning,
  FlashWish,
  Kept,
  Part,
  PlannedWrite,
} from './plan/flashPlan.ts'
export { checkChoice, planFlash } from './plan/planFlash.ts'
export { type ReadFile, readFile } from './plan/readFile.ts'
export type { ConsoleView } from './session/boardConsole.ts'
export type { FailureCode } from './session/failure.ts'
export { type FlashPort, type FlashPorts, isNativeUsb } from './session/flashPort.ts'
export {
  createFlashSession,
  type FlashChoice,
  type FlashSession,
  type FlashSessionOptions,
} from './session/flashSession.ts'
export type { FailedState, FlashState } from './session/flashState.ts'
export type { LoadImprov, WifiNetwork, WifiState } from './session/improvWifi.ts'
export { remediesFor, type System } from './session/remedies.ts'
export type { FlashTiming } from './session/timing.ts'
export type { WritePhase, WriteReport } from './session/writing.ts'
