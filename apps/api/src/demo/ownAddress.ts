import type { AddressInfo } from 'node:net'

const everyInterface = new Set(['0.0.0.0', '::'])

/** Where this machine reaches a server that listens at `address`: `http://127.0.0.1:5000`. */
export function ownAddress({ address, port }: Pick<AddressInfo, 'address' | 'port'>): string {
  const host = everyInterface.has(address) ? '127.0.0.1' : address
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
