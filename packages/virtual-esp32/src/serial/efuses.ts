/** What was burnt into a chip. */
export interface EfuseFacts {
  mac: Uint8Array
  /** Silicon revision, major*100+minor. */
  revision: number
  encrypted: boolean
}

/**
 * ESP32's eFuse block 0, and the one bit of its revision that stands elsewhere. Word and bit positions: esptool's
 * targets/esp32.py. The package is ESP32-D0WD, two cores at 240 MHz.
 */
export function esp32Efuses({ mac, revision, encrypted }: EfuseFacts): [number, number][] {
  const block0 = 0x3ff5a000
  const major = Math.floor(revision / 100)
  const rated = 1 << 13
  const package1 = 1 << 9
  return [
    [block0, encrypted ? 1 << 20 : 0],
    [block0 + 4, lowMacWord(mac)],
    [block0 + 8, highMacWord(mac)],
    [block0 + 12, rated | package1 | (major >= 1 ? 1 << 15 : 0)],
    [block0 + 20, ((major >= 2 ? 1 : 0) << 20) | ((revision % 100) << 24)],
    [0x3ff6607c, major >= 3 ? 0x80000000 : 0],
  ]
}

/** Blocks 0 and 1 of the chips since ESP32-S2, where they begin at `base`. Positions: esptool's targets/esp32s3.py. */
export function laterEfuses(base: number): (facts: EfuseFacts) => [number, number][] {
  const block1 = base + 0x44
  return ({ mac, revision, encrypted }) => {
    const minor = revision % 100
    return [
      [base + 0x34, encrypted ? 1 << 18 : 0],
      [block1, lowMacWord(mac)],
      [block1 + 4, highMacWord(mac)],
      [block1 + 12, (minor & 7) << 18],
      [block1 + 20, (((minor >> 3) & 1) << 23) | (Math.floor(revision / 100) << 24)],
    ]
  }
}

function lowMacWord(mac: Uint8Array): number {
  return new DataView(mac.buffer, mac.byteOffset).getUint32(2)
}

function highMacWord(mac: Uint8Array): number {
  return new DataView(mac.buffer, mac.byteOffset).getUint16(0)
}
