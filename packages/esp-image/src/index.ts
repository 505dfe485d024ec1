export { type AppDescriptor, readAppDescriptor } from './appDescriptor.ts'
export { readBootloader } from './bootloader.ts'
export { bootOrder, otadataIn } from './bootOrder.ts'
export { hex } from './bytes.ts'
export { type Chip, chipName, chips } from './chips.ts'
export { containsText } from './containsText.ts'
export { IMAGE_MAGIC, readEsp32Header } from './esp32Header.ts'
export { type FactoryLayout, type FactoryParts, layOutFactory, type WrongParts } from './factoryParts.ts'
export { defaultHashes, type Hash, type HashOptions } from './hashes.ts'
export { type InspectOptions, inspectImage } from './inspectImage.ts'
export type * from './inspection.ts'
export { type ImageRecipe, makeBootloader, makeImage } from './makeImage.ts'
export {
  type MergedRecipe,
  makeMergedImage,
  makeOtadata,
  makePartitionTable,
  partition,
} from './makeMergedImage.ts'
export { extractApp } from './mergedImage.ts'
export { type OtadataWrite, selectedSlot, selectSlot } from './otadata.ts'
export {
  type FoundPartitionTable,
  findPartitionTable,
  type Partition,
  parsePartitionTable,
} from './partitionTable.ts'
export { type RunningDigests, runningDigests } from './runningDigests.ts'
