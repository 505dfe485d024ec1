import type { WifiNetwork } from '@cyberdeck-ota/flasher'

/** A network's name has at most so many bytes (IEEE 802.11), a WPA passphrase or key so many characters. */
const LONGEST_NAME = 32
const LONGEST_PASSWORD = 64

/** What is typed into the form. */
export interface Credentials {
  /** One that the board sees; null when none is chosen, or one is named by hand, which may be hidden. */
  network: WifiNetwork | null
  ssid: string
  password: string
}

/** Why these cannot be given to a board yet, as the reason of a disabled button; null when they can. */
export function whyNotJoin({ network, ssid, password }: Credentials): string | null {
  if (ssid === '') return 'Choose a network or type its name first'
  if (new TextEncoder().encode(ssid).length > LONGEST_NAME) return 'Names of networks have at most 32 bytes'
  if (network?.secured && password === '') return 'This network wants a password'
  if (password.length > LONGEST_PASSWORD) return 'Wi-Fi passwords have at most 64 characters'
  return null
}
