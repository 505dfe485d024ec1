import { onlineLines } from './appConsole.ts'
import type { SerialApp } from './bootResult.ts'
import { createImprov } from './improv.ts'
import type { Wifi, WifiCredentials } from './wifi.ts'

/** The part of a running app that looks after Wi-Fi. */
export interface Network {
  /** The network the app is on; null while it is on none. */
  readonly ssid: string | null
  /** Joins the network it knows, and listens for Improv where the firmware speaks it. Gives what takes in the host's bytes. */
  start(app: SerialApp): { said(bytes: Uint8Array): void }
  stop(): void
}

export interface NetworkParts {
  wifi: Wifi
  chip: string
  name: string
  /** Taken where nothing was saved. */
  builtInWifi: WifiCredentials | null
  speaksImprov(app: SerialApp): boolean
  /** Where the device says that it can be reached. */
  nextUrl: string
  wifiMs: number
  print(lines: readonly string[]): void
  transmit(bytes: Uint8Array): void
  online(ssid: string): void
}

export function createNetwork(parts: NetworkParts): Network {
  const { wifi } = parts
  let ssid: string | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const after = (act: () => void) => {
    clearTimeout(timer)
    timer = setTimeout(act, parts.wifiMs)
  }
  const connected = (credentials: WifiCredentials) => {
    ssid = credentials.ssid
    parts.print(onlineLines(credentials.ssid))
    parts.online(credentials.ssid)
  }
  const join = (credentials: WifiCredentials) =>
    new Promise<boolean>((resolve) => {
      after(() => {
        const joined = wifi.joins(credentials)
        if (joined) {
          wifi.save(credentials)
          connected(credentials)
        }
        resolve(joined)
      })
    })

  return {
    get ssid() {
      return ssid
    },
    start(app) {
      const known = wifi.saved() ?? parts.builtInWifi
      if (known && wifi.joins(known)) after(() => connected(known))
      if (!parts.speaksImprov(app)) return { said() {} }
      const improv = createImprov({
        info: [app.project ?? '', app.version ?? '', parts.chip, parts.name],
        networks: wifi.networks,
        url: () => (ssid === null ? null : parts.nextUrl),
        join,
        send: parts.transmit,
      })
      return { said: improv.receive }
    },
    stop() {
      clearTimeout(timer)
      ssid = null
    },
  }
}
