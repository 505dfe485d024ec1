import { otadataIn, type Partition } from '@cyberdeck-ota/esp-image'
import type { BoardFacts } from '../board/boardFacts.ts'
import { isFiles } from '../board/partitions.ts'
import { cutFactoryImage } from './factoryImage.ts'
import { chosenOtadata, type FlashLayout } from './flashLayout.ts'
import {
  type FlashRefusal,
  type FlashWarning,
  hexadecimal,
  isRefusal,
  type PlannedWrite,
  refuse,
} from './flashPlan.ts'
import { placeApp, placeAppAt } from './placeApp.ts'
import { type ReadFile, wrongAddress } from './readFile.ts'

/** Where everything goes, not yet checked against each other and the size of the flash. */
export interface Placed {
  writes: PlannedWrite[]
  warnings: FlashWarning[]
  slot: Partition | null
}

const TABLE_AT = 0x8000

/** ESP8266 has no partition table; its image begins the flash. */
const ESP8266_APP_AT = 0

export function placeFiles(
  board: BoardFacts,
  read: readonly ReadFile[],
  layout: FlashLayout,
  eraseAll: boolean,
): Placed | FlashRefusal {
  const placed: Placed = { writes: [], warnings: [], slot: null }
  const last: PlannedWrite[] = []
  const otadataChosen = chosenOtadata(read, layout.partitions) !== null
  for (const file of read) {
    if (file.part === 'factory-image') {
      placed.writes.push(...cutFactoryImage(file, eraseAll ? [] : (board.contents?.partitions ?? [])))
    } else if (file.part === 'app') {
      const place = appPlace(file, layout, otadataChosen)
      if (isRefusal(place)) return place
      placed.writes.push(write(file, place.address, place.slot?.label ?? null))
      placed.warnings.push(...place.warnings)
      placed.slot = place.slot
      if (place.otadata) last.push(place.otadata)
    } else {
      const place = fixedPlace(board, file, layout)
      if (isRefusal(place)) return place
      // The choice of a slot counts once there is something in it.
      if (file.part === 'otadata') last.push(write(file, place.address, place.label))
      else placed.writes.push(write(file, place.address, place.label))
    }
  }
  return { ...placed, writes: [...placed.writes, ...last] }
}

function appPlace(file: ReadFile, layout: FlashLayout, otadataChosen: boolean) {
  const app = { name: file.name, length: file.bytes.length }
  if (file.chip === 'ESP8266') {
    return { address: file.address ?? ESP8266_APP_AT, slot: null, otadata: null, warnings: [] }
  }
  if (file.address !== null) return placeAppAt(app, file.address, layout, otadataChosen)
  if (layout.partitions.length === 0) {
    return refuse(
      'no-slot',
      `The partition table of this board cannot be read, so where ${file.name} belongs is not known; choose the factory image, or give the app its address.`,
    )
  }
  return placeApp(app, layout, otadataChosen)
}

interface Place {
  address: number
  label: string | null
}

function fixedPlace(board: BoardFacts, file: ReadFile, layout: FlashLayout): Place | FlashRefusal {
  const { address } = file
  switch (file.part) {
    case 'bootloader':
      if (address !== null && address !== board.bootloaderAt) {
        return wrongAddress(file, 'bootloader', board.bootloaderAt)
      }
      return { address: board.bootloaderAt, label: null }
    case 'partition-table':
      return { address: address ?? board.contents?.tableAt ?? TABLE_AT, label: null }
    case 'otadata': {
      const place = otadataIn(layout.partitions)
      if (place && address !== null && address !== place.offset) {
        return wrongAddress(file, 'choice of the slot to start (otadata)', place.offset)
      }
      if (place) return { address: place.offset, label: place.label }
      return address === null ? noAddress(file) : { address, label: null }
    }
    default:
      return dataPlace(file, layout)
  }
}

/** Data goes where it is told to, a file system to the only partition for one. */
function dataPlace(file: ReadFile, { partitions }: FlashLayout): Place | FlashRefusal {
  const places = partitions.filter(isFiles)
  const place =
    file.address === null
      ? places.length === 1
        ? places[0]
        : undefined
      : partitions.find(({ offset }) => offset === file.address)
  if (!place) return file.address === null ? noAddress(file) : { address: file.address, label: null }
  if (file.bytes.length <= place.size) return { address: place.offset, label: place.label }
  return refuse(
    'does-not-fit-slot',
    `${file.name} has ${file.bytes.length} bytes, and its partition "${place.label}" at ${hexadecimal(place.offset)} only ${place.size}.`,
  )
}

function noAddress({ name }: ReadFile): FlashRefusal {
  return refuse('no-address', `Where ${name} belongs cannot be told; give it its address.`)
}

function write(file: ReadFile, address: number, label: string | null): PlannedWrite {
  return { address, bytes: file.bytes, part: file.part, label, file: file.name }
}
