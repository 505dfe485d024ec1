import type { Partition } from '@cyberdeck-ota/esp-image'
import {
  type BoardContents,
  type BoardFacts,
  type FlashPlan,
  type PartitionKind,
  partitionKind,
  type SlotApp,
} from '@cyberdeck-ota/flasher'

/** A stretch of a board's flash, and what becomes of it. */
export interface FlashRegion {
  from: number
  /** The first address behind it. */
  to: number
  kind: PartitionKind | 'bootloader' | 'table' | 'unused'
  /** The partition's; null for what no table names. */
  label: string | null
  app: SlotApp | null
  /** The bootloader starts what is in it. */
  running: boolean
  /** Null without a plan, and for what the plan leaves as it is. */
  fate: 'written' | 'erased' | null
}

const TABLE_LENGTH = 0x1000
/** Tables of newer ESP-IDF may name bootloader and table themselves (types 2 and 3). */
const NAMES_ITSELF = [2, 3]

/** A board's flash from its beginning to its end; empty where no partition table tells. */
export function flashRegions(
  { contents, bootloaderAt, flashSize }: BoardFacts,
  plan: FlashPlan | null,
): FlashRegion[] {
  if (!contents || contents.tableAt === null) return []
  const { bootloader, tableAt, partitions } = contents
  const named = [
    ...(bootloader ? [unnamed('bootloader', bootloaderAt, tableAt)] : []),
    unnamed('table', tableAt, tableAt + TABLE_LENGTH),
    ...partitions
      .filter(({ type }) => !NAMES_ITSELF.includes(type))
      .map((partition) => regionOf(partition, contents)),
  ]
  return withGaps(named, flashSize).map((region) => ({ ...region, fate: fateOf(region, plan) }))
}

function unnamed(kind: FlashRegion['kind'], from: number, to: number): FlashRegion {
  return { from, to, kind, label: null, app: null, running: false, fate: null }
}

function regionOf(partition: Partition, { slots, running }: BoardContents): FlashRegion {
  const { offset, size, label } = partition
  return {
    from: offset,
    to: offset + size,
    kind: partitionKind(partition),
    label,
    app: slots.find((slot) => slot.partition.offset === offset)?.app ?? null,
    running: running?.partition.offset === offset,
    fate: null,
  }
}

/** In ascending order, and what no partition takes as a region of its own. */
function withGaps(named: FlashRegion[], flashSize: number | null): FlashRegion[] {
  const regions: FlashRegion[] = []
  let end = 0
  for (const region of named.sort((a, b) => a.from - b.from)) {
    if (region.from > end) regions.push(unnamed('unused', end, region.from))
    regions.push(region)
    end = Math.max(end, region.to)
  }
  if (flashSize !== null && flashSize > end) regions.push(unnamed('unused', end, flashSize))
  return regions
}

function fateOf({ from, to }: FlashRegion, plan: FlashPlan | null): FlashRegion['fate'] {
  const touches = plan?.writes.some(({ address, bytes }) => address < to && from < address + bytes.length)
  if (touches) return 'written'
  return plan?.eraseAll ? 'erased' : null
}
