import type { Partition } from '@cyberdeck-ota/esp-image'

/** Types and subtypes of partitions (esp_partition_type_t, esp_partition_subtype_t; nvs_keys and file systems are 1/4, 1/0x81..0x83). */
const APP = 0
const DATA = 1
const FACTORY = 0x00
const OTA_0 = 0x10
const OTA_15 = 0x1f
const SETTINGS = [0x02, 0x04]
const FILES = [0x81, 0x82, 0x83]

export const isApp = ({ type }: Partition) => type === APP
export const isData = ({ type, subtype }: Partition) => type === DATA && subtype !== 0
export const isFactory = ({ type, subtype }: Partition) => type === APP && subtype === FACTORY
/** NVS, where Wi-Fi credentials and preferences are, and its keys. */
export const isSettings = ({ type, subtype }: Partition) => type === DATA && SETTINGS.includes(subtype)
/** FAT, SPIFFS, LittleFS. */
export const isFiles = ({ type, subtype }: Partition) => type === DATA && FILES.includes(subtype)

/** What a partition is for, as people know it. `choice` is otadata, which says the slot to start. */
export type PartitionKind = 'app' | 'choice' | 'settings' | 'files' | 'data'

export function partitionKind(partition: Partition): PartitionKind {
  if (isApp(partition)) return 'app'
  if (isSettings(partition)) return 'settings'
  if (isFiles(partition)) return 'files'
  return partition.type === DATA && !isData(partition) ? 'choice' : 'data'
}

/** The slots that updates alternate between, in the order in which otadata counts them. */
export function otaSlots(partitions: readonly Partition[]): Partition[] {
  return partitions
    .filter(({ type, subtype }) => type === APP && subtype >= OTA_0 && subtype <= OTA_15)
    .sort((a, b) => a.subtype - b.subtype)
}

export function samePlace(a: Partition, b: Partition): boolean {
  return a.type === b.type && a.subtype === b.subtype && a.offset === b.offset && a.size === b.size
}
