import { parsePartitionTable } from '@cyberdeck-ota/esp-image'
import { TABLE_AT } from './bootResult.ts'
import type { FlashMemory } from './flashMemory.ts'

/** A network in reach of a board. */
export interface WifiNetwork {
  ssid: string
  /** Null for an open one. */
  password: string | null
  /** dBm. Default -60. */
  rssi?: number
}

/** What a board needs to join a network. */
export interface WifiCredentials {
  ssid: string
  password: string
}

/** A board's radio and what it remembers in its NVS partition: erasing that forgets the network. */
export interface Wifi {
  readonly networks: readonly Required<WifiNetwork>[]
  /** What was kept over resets; null when nothing was, or there is no NVS partition. */
  saved(): WifiCredentials | null
  save(credentials: WifiCredentials): void
  /** Whether these would be let into a network in reach. */
  joins(credentials: WifiCredentials): boolean
}

const DATA = 1
const NVS = 2
/** Not the real NVS format, which nothing here has to read: this text, JSON, and a zero byte. */
const MARK = 'virtual-nvs '

export function createWifi(networks: readonly WifiNetwork[], flash: FlashMemory): Wifi {
  const place = () =>
    parsePartitionTable(flash.seenByCpu(TABLE_AT, 0xc00))?.find(
      ({ type, subtype }) => type === DATA && subtype === NVS,
    )
  return {
    networks: networks.map((network) => ({ rssi: -60, ...network })),
    saved() {
      const nvs = place()
      if (!nvs) return null
      const bytes = flash.cells.subarray(nvs.offset, nvs.offset + nvs.size)
      const text = new TextDecoder().decode(bytes.subarray(0, Math.max(0, bytes.indexOf(0))))
      return text.startsWith(MARK) ? JSON.parse(text.slice(MARK.length)) : null
    },
    save(credentials) {
      const nvs = place()
      if (!nvs) return
      flash.erase(nvs.offset, nvs.size)
      flash.write(nvs.offset, new TextEncoder().encode(`${MARK}${JSON.stringify(credentials)}\0`))
    },
    joins: ({ ssid, password }) =>
      networks.some((network) => network.ssid === ssid && (network.password ?? '') === password),
  }
}
