import type { SerialFaults } from './faults.ts'

/** Smallest piece of NOR flash that can be erased, bytes. */
export const SECTOR = 0x1000
const ERASED = 0xff

/** SPI NOR flash: erasing sets bits, writing only clears them. Addresses and lengths are bytes. */
export interface FlashMemory {
  readonly size: number
  /** The cells themselves, live: what a cable reads, so with encryption the ciphertext. */
  readonly cells: Uint8Array
  holds(address: number, length: number): boolean
  /** Every sector that the range touches. */
  erase(address: number, length: number): void
  write(address: number, bytes: Uint8Array): void
  /** What the CPU sees: a copy, decrypted where the chip decrypts; cut off where the flash ends. */
  seenByCpu(address: number, length: number): Uint8Array
}

/**
 * @param contents what is in the flash before the first write, as the CPU shall see it; the rest is erased
 * @param encrypted whether the chip decrypts what it reads. The cipher is a stand-in: it only has to make plain bytes that
 *   are written over the cable as illegible to the CPU, and the CPU's as illegible to the cable, as the real one does.
 * @throws RangeError when `contents` are larger than the flash
 */
export function createFlashMemory(
  size: number,
  contents: Uint8Array,
  encrypted: boolean,
  faults: SerialFaults,
): FlashMemory {
  if (contents.length > size) {
    throw new RangeError(`${contents.length} bytes do not fit into ${size} bytes of flash.`)
  }
  const cells = new Uint8Array(size).fill(ERASED)
  cells.set(encrypted ? cipher(contents, 0) : contents)
  return {
    size,
    cells,
    holds: (address, length) => address + length <= size,
    erase(address, length) {
      if (length === 0) return
      cells.fill(ERASED, address - (address % SECTOR), Math.ceil((address + length) / SECTOR) * SECTOR)
    },
    write(address, bytes) {
      for (let i = 0; i < bytes.length; i++) {
        cells[address + i] = (cells[address + i] ?? 0) & (bytes[i] ?? 0)
      }
      const flipped = faults.flipsBitAt ?? -1
      if (flipped >= address && flipped < address + bytes.length) cells[flipped] = (cells[flipped] ?? 0) ^ 1
    },
    seenByCpu(address, length) {
      const seen = cells.slice(address, address + length)
      return encrypted ? cipher(seen, address) : seen
    },
  }
}

function cipher(bytes: Uint8Array, address: number): Uint8Array {
  return bytes.map((byte, i) => byte ^ ((Math.imul(address + i + 1, 0x9e3779b1) >>> 24) & 0xff))
}
