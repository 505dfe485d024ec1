import type { Board } from './board.ts'
import { hostOf } from './exchange.ts'

const sdkVersion = { early: 'v3.2.3-14-gd3e562907', usual: 'v5.3.2', newest: 'v5.5.1' } as const

/** The request of HTTPUpdate::handleUpdate(), header by header in its order; `uri` goes out verbatim. */
export function updaterRequest(board: Board, uri: string, currentVersion: string): string[] {
  const { mac, core, flash, flashSize } = board
  const app = flash.running()
  return [
    `GET ${uri} HTTP/1.0`,
    `Host: ${hostOf(board)}`,
    'User-Agent: ESP32-http-Update',
    'Connection: close',
    'Cache-Control: no-cache',
    ...(core === 'newest' ? [`x-ESP32-BASE-MAC: ${mac}`] : []),
    `x-ESP32-STA-MAC: ${mac}`,
    `x-ESP32-AP-MAC: ${nextMac(mac)}`,
    `x-ESP32-free-space: ${flash.slot.size}`,
    `x-ESP32-sketch-size: ${app?.imageLength ?? 0}`,
    ...(core !== 'early' && app ? [`x-ESP32-sketch-md5: ${app.md5}`] : []),
    ...(app ? [`x-ESP32-sketch-sha256: ${app.sha256.toUpperCase()}`] : []),
    `x-ESP32-chip-size: ${flashSize}`,
    `x-ESP32-sdk-version: ${sdkVersion[core]}`,
    'x-ESP32-mode: sketch',
    ...(currentVersion === '' ? [] : [`x-ESP32-version: ${currentVersion}`]),
  ]
}

/** The access point's address is the station's plus one, in the last octet only (esp_read_mac()). */
function nextMac(mac: string): string {
  const last = (Number.parseInt(mac.slice(-2), 16) + 1) & 0xff
  return mac.slice(0, -2) + last.toString(16).toUpperCase().padStart(2, '0')
}
