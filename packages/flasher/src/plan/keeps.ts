import type { Partition } from '@cyberdeck-ota/esp-image'
import type { BoardFacts } from '../board/boardFacts.ts'
import { isApp, isData, isSettings, partitionKind, samePlace } from '../board/partitions.ts'
import type { FlashWarning, Kept, PlannedWrite } from './flashPlan.ts'

/** What of the board stays as it is, and a warning when its settings are not among that. */
export function whatStays(
  { contents }: BoardFacts,
  after: readonly Partition[],
  writes: readonly PlannedWrite[],
  eraseAll: boolean,
): { keeps: Kept[]; warnings: FlashWarning[] } {
  if (!contents || eraseAll) return { keeps: [], warnings: [] }
  const untouched = ({ offset, size }: Partition) =>
    !writes.some(({ address, bytes }) => address < offset + size && offset < address + bytes.length)
  const stays = (partition: Partition) =>
    untouched(partition) && after.some((other) => samePlace(other, partition))
  const holdsApp = (partition: Partition) =>
    contents.slots.some(({ partition: { offset }, app }) => app && offset === partition.offset)
  const worth = (partition: Partition) => isData(partition) || (isApp(partition) && holdsApp(partition))
  const kept = contents.partitions.filter((partition) => worth(partition) && stays(partition))
  const lost = contents.partitions.find((partition) => isSettings(partition) && !stays(partition))
  return {
    keeps: kept.map((partition) => ({ label: partition.label, kind: partitionKind(partition) })),
    warnings: lost
      ? [
          {
            code: 'settings-lost',
            sentence: `The settings in "${lost.label}" (Wi-Fi among them) do not stay: what is written puts something else in their place.`,
          },
        ]
      : [],
  }
}
