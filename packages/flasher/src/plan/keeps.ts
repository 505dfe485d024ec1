import type { Partition } from '@cyberdeck-ota/esp-image'
import type { BoardFacts } from '../board/boardFacts.ts'
import { isApp, isData, isFiles, isSettings, partitionKind, samePlace } from '../board/partitions.ts'
import type { FlashWarning, Kept, PlannedWrite } from './flashPlan.ts'

/** What of the board stays as it is, and a warning when its settings, or files that nobody replaces, are not among that. */
export function whatStays(
  { contents }: BoardFacts,
  after: readonly Partition[],
  writes: readonly PlannedWrite[],
  eraseAll: boolean,
): { keeps: Kept[]; warnings: FlashWarning[] } {
  if (!contents || eraseAll) return { keeps: [], warnings: [] }
  const hasPlace = (partition: Partition) => after.some((other) => samePlace(other, partition))
  const stays = (partition: Partition) => isUntouched(partition, writes) && hasPlace(partition)
  const holdsApp = (partition: Partition) =>
    contents.slots.some(({ partition: { offset }, app }) => app && offset === partition.offset)
  const worth = (partition: Partition) => isData(partition) || (isApp(partition) && holdsApp(partition))
  const kept = contents.partitions.filter((partition) => worth(partition) && stays(partition))
  const warnings: FlashWarning[] = []
  const settings = contents.partitions.find((partition) => isSettings(partition) && !stays(partition))
  if (settings) {
    warnings.push({
      code: 'settings-lost',
      sentence: `The settings in "${settings.label}" (Wi-Fi among them) do not stay: what is written puts something else in their place.`,
    })
  }
  // Who writes a file system over another means to.
  const files = contents.partitions.find((partition) => isFiles(partition) && !hasPlace(partition))
  if (files) {
    warnings.push({
      code: 'files-lost',
      sentence: `The files in "${files.label}" do not stay: the new partition table has no place for them there.`,
    })
  }
  return {
    keeps: kept.map((partition) => ({ label: partition.label, kind: partitionKind(partition) })),
    warnings,
  }
}

export function isUntouched({ offset, size }: Partition, writes: readonly PlannedWrite[]): boolean {
  return !writes.some(({ address, bytes }) => address < offset + size && offset < address + bytes.length)
}
