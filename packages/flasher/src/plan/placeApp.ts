import { bootOrder, otadataIn, type Partition, selectSlot } from '@cyberdeck-ota/esp-image'
import { isApp, isFactory, otaSlots } from '../board/partitions.ts'
import { type FlashLayout, selectedIn } from './flashLayout.ts'
import { type FlashRefusal, type FlashWarning, hexadecimal, type PlannedWrite, refuse } from './flashPlan.ts'

/** Where an app goes, and what makes the bootloader start it. */
export interface AppPlace {
  address: number
  /** Null where no slot begins at the address that was asked for. */
  slot: Partition | null
  /** To be written after the app; null where the bootloader starts the app anyway. */
  otadata: PlannedWrite | null
  warnings: FlashWarning[]
}

const OTADATA_LENGTH = 0x2000

/**
 * The slot for a bare app. While something runs, an update's choice is taken: a slot that does not run, so that the old
 * app stays as it is until the new one is written and checked. On a board on which nothing runs, the slot the bootloader
 * tries first.
 *
 * @param otadataChosen whether an otadata file is among those chosen, which then decides
 */
export function placeApp(
  app: { name: string; length: number },
  layout: FlashLayout,
  otadataChosen: boolean,
): AppPlace | FlashRefusal {
  const candidates = slotsFor(layout, otadataChosen)
  const slot = candidates.find(({ size }) => app.length <= size)
  if (!slot) {
    const largest = Math.max(...candidates.map(({ size }) => size))
    if (candidates.length === 0) {
      return refuse('no-slot', 'The partition table on this board has no slot for an app.')
    }
    return refuse(
      'does-not-fit-slot',
      `${app.name} has ${app.length} bytes, and the largest slot for it on this board has ${largest}; a factory image with another partition table can make room.`,
    )
  }
  const overwrites = layout.running !== null && slot.offset === layout.running.offset
  return {
    address: slot.offset,
    slot,
    otadata: otadataChosen ? null : startSlot(slot, layout),
    warnings: overwrites
      ? [
          {
            code: 'overwrites-running',
            sentence: `There is no other slot that it fits, so the app that runs now, in "${slot.label}", is overwritten; until the end the board has nothing to start.`,
          },
        ]
      : [],
  }
}

/** The place of an app whose address was given. */
export function placeAppAt(
  app: { name: string; length: number },
  address: number,
  layout: FlashLayout,
  otadataChosen: boolean,
): AppPlace | FlashRefusal {
  const slot = layout.partitions.find((partition) => isApp(partition) && partition.offset === address) ?? null
  if (!slot) {
    return {
      address,
      slot,
      otadata: null,
      warnings: [
        {
          code: 'outside-slots',
          sentence: `No app slot begins at ${hexadecimal(address)}, so the bootloader will not start ${app.name} there.`,
        },
      ],
    }
  }
  if (app.length > slot.size) {
    return refuse(
      'does-not-fit-slot',
      `${app.name} has ${app.length} bytes, and the slot "${slot.label}" at ${hexadecimal(address)} only ${slot.size}.`,
    )
  }
  return { address, slot, otadata: otadataChosen ? null : startSlot(slot, layout), warnings: [] }
}

function slotsFor(layout: FlashLayout, otadataChosen: boolean): Partition[] {
  const { partitions, otadata, running } = layout
  const first = bootOrder(partitions, () => otadata)
  if (otadataChosen || !otadataIn(partitions)) return first.slice(0, 1)
  if (!running) return first
  const slots = otaSlots(partitions)
  const next = slots.findIndex(({ offset }) => offset === running.offset) + 1
  const others = [...slots.slice(next), ...slots.slice(0, next)].filter((slot) => slot !== running)
  const free = others.filter(({ offset }) => offset !== running.offset)
  return [
    ...free,
    ...slots.filter(({ offset }) => offset === running.offset),
    ...partitions.filter(isFactory),
  ]
}

/** What makes the bootloader start a slot; null when it does already, or the table has no otadata. */
function startSlot(slot: Partition, layout: FlashLayout): PlannedWrite | null {
  const place = otadataIn(layout.partitions)
  if (!place) return null
  const write = (offset: number, bytes: Uint8Array): PlannedWrite => ({
    address: place.offset + offset,
    bytes,
    part: 'otadata',
    label: place.label,
    file: null,
  })
  if (isFactory(slot)) {
    // Of a table that is new to the board nothing is known about what is in its otadata.
    const clean = layout.fromBoard && selectedIn(layout) === null
    return clean ? null : write(0, new Uint8Array(OTADATA_LENGTH).fill(0xff))
  }
  const slots = otaSlots(layout.partitions)
  const index = slots.findIndex(({ offset }) => offset === slot.offset)
  if (index < 0 || selectedIn(layout)?.offset === slot.offset) return null
  const { offset, bytes } = selectSlot(layout.otadata, index, slots.length)
  return write(offset, bytes)
}
