/** Which network card answers for an address, as the system knows it of the machines on its own network. */
export interface Neighbours {
  /** `AA:BB:CC:DD:EE:FF`; null when that is unknown, or when the card answers for several addresses, as a router's does. */
  macOf(address: string): string | null
}
