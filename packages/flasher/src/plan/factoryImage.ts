import type { Partition } from '@cyberdeck-ota/esp-image'
import { isData, isSettings, samePlace } from '../board/partitions.ts'
import type { PlannedWrite } from './flashPlan.ts'
import type { ReadFile } from './readFile.ts'

interface Range {
  from: number
  to: number
}

/**
 * The stretches of a factory image to write, as flash addresses in ascending order: all of it but for data partitions that
 * stay. A data partition stays when the board has it at the same place, and it holds settings or the image has nothing for it.
 * Many sketches keep their configuration in the file system, so an image without files must not empty it.
 *
 * @param onBoard what the board's own table says; empty when everything is to be written
 */
export function cutFactoryImage(
  { name, bytes, address, partitions }: ReadFile,
  onBoard: readonly Partition[],
): PlannedWrite[] {
  const base = address ?? 0
  const whole: Range = { from: base, to: base + bytes.length }
  const holdsNothing = ({ from, to }: Range) =>
    bytes.subarray(Math.max(0, from - base), Math.max(0, to - base)).every((byte) => byte === 0xff)
  const stays = (partition: Partition) =>
    isData(partition) &&
    onBoard.some((other) => samePlace(other, partition)) &&
    (isSettings(partition) || holdsNothing(rangeOf(partition)))
  const kept = (partitions ?? []).filter(stays).map(rangeOf)
  return without(whole, kept).map(({ from, to }) => ({
    address: from,
    bytes: bytes.subarray(from - base, to - base),
    part: 'factory-image',
    label: null,
    file: name,
  }))
}

function rangeOf({ offset, size }: Partition): Range {
  return { from: offset, to: offset + size }
}

function without(whole: Range, holes: readonly Range[]): Range[] {
  const left: Range[] = []
  let from = whole.from
  for (const hole of [...holes].sort((a, b) => a.from - b.from)) {
    if (hole.from > from) left.push({ from, to: Math.min(hole.from, whole.to) })
    from = Math.max(from, hole.to)
    if (from >= whole.to) break
  }
  if (from < whole.to) left.push({ from, to: whole.to })
  return left
}
