import { chipName, type ImageFacts } from '@cyberdeck-ota/esp-image'
import type { ReadFile } from '@cyberdeck-ota/flasher'
import type { WhatItIs } from './droppedFile.ts'

/** What a file is, in a few words: "App for ESP32-S3: thermo 2.34". */
export function fileWords(what: WhatItIs): string {
  switch (what.kind) {
    case 'part':
      return partWords(what.read)
    case 'data':
      return 'Unknown data, which needs an address'
    case 'manifest':
      return 'Install manifest'
    case 'refused':
      return what.sentence
  }
}

function partWords({ part, image, chipId, chip, partitions, incomplete }: ReadFile): string {
  const family = chipId === null ? chip : chipName(chipId)
  const forChip = family === null ? '' : ` for ${family}`
  switch (part) {
    case 'app':
      return incomplete
        ? `Factory image${forChip} without its bootloader, so only the app in it counts: ${appName(image)}`
        : `App${forChip}: ${appName(image)}`
    case 'factory-image':
      return image ? `Factory image${forChip}: ${appName(image)}` : `Bootloader and partition table${forChip}`
    case 'bootloader':
      return `Bootloader${forChip}`
    case 'partition-table':
      return `Partition table with ${partitions?.length ?? 0} partitions`
    case 'otadata':
      return 'otadata, which says what slot to start'
    case 'data':
      return 'File system'
  }
}

/** What an app calls itself. Arduino's prebuilt libraries describe themselves instead of the sketch that uses them. */
export function appName(image: Pick<ImageFacts, 'project' | 'version'> | null): string {
  const { project = null, version = null } = image ?? {}
  if (project === null) return 'unnamed'
  if (project.endsWith('arduino-lib-builder')) return 'Arduino sketch'
  return version === null ? project : `${project} ${version}`
}
