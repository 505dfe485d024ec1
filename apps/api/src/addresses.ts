import type { NetworkInterfaceInfo } from 'node:os'
import { lanAddress } from './lanAddress.ts'
import type { Settings } from './settings.ts'

/** Where a listening server is reached, each without a slash at the end. */
export interface Addresses {
  /** From other machines and by boards: PUBLIC_URL, else the LAN address, else the local one. */
  public: string
  /** On this machine. */
  local: string
  /** False when it listens on loopback only and nothing tells of another way in. */
  reachable: boolean
}

const everyInterface = new Set(['0.0.0.0', '::', ''])

/** Works the addresses out of the settings, the port that was really taken, and the machine's interfaces. */
export function addressesOf(
  { HOST, PUBLIC_URL }: Pick<Settings, 'HOST' | 'PUBLIC_URL'>,
  port: number,
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>,
): Addresses {
  const url = (host: string) =>
    `http://${host.includes(':') ? `[${host}]` : host}${port === 80 ? '' : `:${port}`}`
  const local = everyInterface.has(HOST) ? url('localhost') : url(HOST)
  const lan = everyInterface.has(HOST) ? lanAddress(interfaces) : isLoopback(HOST) ? null : HOST
  return {
    public: PUBLIC_URL ?? (lan ? url(lan) : local),
    local,
    reachable: PUBLIC_URL !== undefined || lan !== null,
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}
