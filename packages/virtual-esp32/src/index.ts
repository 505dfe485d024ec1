export {
  type ImageRecipe,
  type MergedRecipe,
  makeBootloader,
  makeImage,
  makeMergedImage,
  makeOtadata,
  makePartitionTable,
} from '@cyberdeck-ota/esp-image'
export type { BoardEvent, Core } from './board.ts'
export { createVirtualEsp32, type VirtualEsp32, type VirtualEsp32Options } from './device.ts'
export type { IdfDownload } from './espHttpsOta.ts'
export { type FirmwareRecipe, makeFirmware } from './images.ts'
export type { PollResult } from './pollResult.ts'
export type { Reading } from './reading.ts'
export type { ResponseHead } from './responseHead.ts'
export { errorWords } from './resultCodes.ts'
export type { RunningApp } from './runningApp.ts'
export { arduinoTiming, type Timing } from './timing.ts'
