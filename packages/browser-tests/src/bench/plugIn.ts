import {
  createVirtualSerialEsp32,
  type VirtualSerialEsp32,
  type VirtualSerialEsp32Options,
} from '@cyberdeck-ota/virtual-esp32/serial'

/** A board as a test lays it out: what can be told to another process of {@link VirtualSerialEsp32Options}. */
export interface BoardOnCable
  extends Omit<VirtualSerialEsp32Options, 'flash' | 'mac' | 'speaksImprov' | 'onEvent'> {
  mac?: string
  /** Base64 of what is in flash from address 0 on. Default: all erased. */
  flash?: string
  speaksImprov?: boolean
  /** Default true. */
  pluggedIn?: boolean
}

/** @param place from 0; the MAC comes of it where none is given */
export function plugIn(
  { flash = '', speaksImprov = false, pluggedIn = true, ...options }: BoardOnCable,
  place: number,
): VirtualSerialEsp32 {
  const board = createVirtualSerialEsp32({
    mac: `24:6F:28:00:00:0${place + 1}`,
    ...options,
    flash: Uint8Array.from(atob(flash), (character) => character.charCodeAt(0)),
    speaksImprov: () => speaksImprov,
    timing: { bootMs: 20, watchdogMs: 60, wifiMs: 20, reenumerateMs: 50, ...options.timing },
  })
  if (!pluggedIn) board.unplug()
  return board
}
