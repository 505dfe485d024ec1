import { createVirtualEsp32, type VirtualEsp32, type VirtualEsp32Options } from './device.ts'
import { ownVersion } from './ownVersion.ts'
import { readRunningApp } from './runningApp.ts'
import type { SerialApp } from './serial/bootResult.ts'
import type { VirtualSerialEsp32 } from './serial/serialEsp32.ts'

/** What has to be known of a board on a cable: the board itself, or what another process tells of it. */
export interface FlashedBoard extends Pick<VirtualSerialEsp32, 'chip' | 'chipRevision' | 'mac' | 'ssid'> {
  readonly running: Pick<SerialApp, 'image' | 'slotSize'> | null
  /** Its length is the size of the flash, bytes. */
  readonly flash: { readonly length: number }
}

/**
 * The same board as its update server sees it: its MAC, its chip, and the image that was flashed over the cable. It is a
 * picture taken now: what the two do afterwards they do apart.
 *
 * @throws Error while the board runs no app or is on no network
 */
export function joinFleet(
  board: FlashedBoard,
  options: Omit<VirtualEsp32Options, 'chip' | 'chipRevision' | 'mac' | 'image' | 'slotSize' | 'flashSize'>,
): VirtualEsp32 {
  const { running: app, ssid } = board
  if (!app) throw new Error(`The board ${board.mac} runs no app, so it cannot poll a server.`)
  if (ssid === null) throw new Error(`The board ${board.mac} is on no network, so it cannot poll a server.`)
  const version = ownVersion(readRunningApp(Buffer.from(app.image)))
  return createVirtualEsp32({
    ...(version === null ? {} : { version }),
    ...options,
    chip: board.chip,
    chipRevision: board.chipRevision,
    mac: board.mac,
    image: app.image,
    slotSize: app.slotSize,
    flashSize: board.flash.length,
  })
}
