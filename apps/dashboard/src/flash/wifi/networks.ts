import type { WifiNetwork } from '@cyberdeck-ota/flasher'

/** The strongest first, and each name once: a network of several access points is heard as often. */
export function networksToShow(networks: readonly WifiNetwork[]): WifiNetwork[] {
  const byStrength = networks.filter(({ name }) => name !== '').sort((a, b) => b.rssi - a.rssi)
  const names = new Set<string>()
  return byStrength.filter(({ name }) => !names.has(name) && names.add(name))
}

/** How well a network is heard: 0 to 3, the more the better, and a word. @param rssi dBm */
export function signalOf(rssi: number): { bars: 0 | 1 | 2 | 3; word: string } {
  if (rssi >= -55) return { bars: 3, word: 'strong' }
  if (rssi >= -67) return { bars: 2, word: 'good' }
  return rssi >= -77 ? { bars: 1, word: 'fair' } : { bars: 0, word: 'weak' }
}
