import {
  createVirtualSerial,
  type SerialFaults,
  type VirtualSerialEsp32Options,
} from '@cyberdeck-ota/virtual-esp32/serial'
import { type BoardOnCable, plugIn } from './plugIn.ts'

/** A board as it is now. */
export interface BoardNow {
  mac: string
  chip: VirtualSerialEsp32Options['chip']
  /** major*100+minor */
  chipRevision: number
  /** Bytes. */
  flashSize: number
  ssid: string | null
  running: { slot: string; slotSize: number; version: string | null } | null
}

/** What a person does to a board by hand. */
export type Deed = 'holdBoot' | 'releaseBoot' | 'pressReset' | 'unplug' | 'plugIn'

/** What a test reaches inside the page as `window.bench`. Boards go by their place, from 0 on. */
export interface BenchInPage {
  now(place: number): BoardNow
  act(place: number, deeds: readonly Deed[]): void
  setFaults(place: number, faults: SerialFaults): void
  /** Base64 of flash as it is. */
  read(place: number, at: number, length: number): string
  /** Base64 of the image that runs. */
  image(place: number): string
  /** Which board's port is picked from the browser's list; null closes the list. */
  pick(place: number | null): void
}

/** Plugs boards into the computer that this page is open on. */
export function layBench(boards: readonly BoardOnCable[]): void {
  let picked: number | null = 0
  const virtual = boards.map(plugIn)
  const at = (place: number) => {
    const board = virtual[place]
    if (!board) throw new RangeError(`There is no board at place ${place}.`)
    return board
  }
  const serial = createVirtualSerial(virtual)
  Object.defineProperty(navigator, 'serial', {
    configurable: true,
    value: {
      ...serial,
      async requestPort() {
        const port = picked === null ? null : at(picked).port
        if (!port) throw new DOMException('No port selected by the user.', 'NotFoundError')
        return port
      },
    },
  })
  const bench: BenchInPage = {
    now(place) {
      const { mac, chip, chipRevision, flash, ssid, running } = at(place)
      return {
        ...{ mac, chip, chipRevision, ssid, flashSize: flash.length },
        running: running && {
          slot: running.slot,
          slotSize: running.slotSize,
          version: running.version,
        },
      }
    },
    act(place, deeds) {
      for (const deed of deeds) at(place)[deed]()
    },
    setFaults: (place, faults) => void Object.assign(at(place).faults, faults),
    read: (place, from, length) => toBase64(at(place).flash.subarray(from, from + length)),
    image: (place) => toBase64(at(place).running?.image ?? new Uint8Array(0)),
    pick: (place) => {
      picked = place
    },
  }
  Object.assign(window, { bench })
}

function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x4000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x4000))
  }
  return btoa(text)
}
