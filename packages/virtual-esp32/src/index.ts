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
export type { FleetDevice } from './fleet/fleetDevice.ts'
export { canCallFrom } from './fleet/ownAddresses.ts'
export type { Persona, Shares } from './fleet/personas.ts'
export type { FleetBoard, FleetSpace } from './fleet/plan.ts'
export {
  createVirtualFleet,
  usualImage,
  type VirtualFleet,
  type VirtualFleetOptions,
} from './fleet/virtualFleet.ts'
export { chipIdOf, type FirmwareRecipe, makeFirmware } from './images.ts'
export { joinFleet } from './joinFleet.ts'
export type { PollResult } from './pollResult.ts'
export type { Reading } from './reading.ts'
export type { ResponseHead } from './responseHead.ts'
export { errorWords } from './resultCodes.ts'
export type { RunningApp } from './runningApp.ts'
export { arduinoTiming, type Timing } from './timing.ts'
