import { listOf } from '@cyberdeck-ota/core'
import { FactoryPartName } from '@cyberdeck-ota/schema'

/** What a cable writes beside an app, for people. */
export const partWords: Record<FactoryPartName, string> = {
  bootloader: 'Bootloader',
  partitions: 'Partition table',
  otadata: 'OTA data',
}

/** "bootloader, partition table and OTA data", of those that are there. */
export function listOfParts(parts: Partial<Record<FactoryPartName, unknown>>): string {
  return listOf(FactoryPartName.options.filter((name) => parts[name]).map(midSentence))
}

/** As it is written within a sentence: "partition table", "OTA data". */
export function midSentence(name: FactoryPartName): string {
  return name === 'otadata' ? partWords.otadata : partWords[name].toLowerCase()
}
