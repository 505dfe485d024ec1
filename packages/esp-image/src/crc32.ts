const reflected = table((byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  return crc
})

const forward = table((byte) => {
  let crc = byte << 24
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1
  return crc
})

/** CRC-32 as zlib, python's binascii and esp_rom_crc32_le count it; `seed` is the CRC of what came before. */
export function crc32(data: Uint8Array, seed = 0): number {
  let crc = ~seed
  for (const byte of data) crc = (crc >>> 8) ^ (reflected[(crc ^ byte) & 0xff] ?? 0)
  return ~crc >>> 0
}

/**
 * The CRC-32 that the ESP8266 Arduino core stores in a sketch (crc8266 in its tools/elf2bin.py): most significant bit
 * first, not inverted at the end. `zeroFrom`..`zeroTo` (byte offsets) counts as zeros: the CRC's own place.
 */
export function crc32Arduino8266(data: Uint8Array, zeroFrom: number, zeroTo: number): number {
  let crc = 0xffffffff
  for (let i = 0; i < data.length; i++) {
    const byte = i >= zeroFrom && i < zeroTo ? 0 : (data[i] ?? 0)
    crc = (crc << 8) ^ (forward[((crc >>> 24) ^ byte) & 0xff] ?? 0)
  }
  return crc >>> 0
}

function table(entry: (byte: number) => number): Int32Array {
  return Int32Array.from({ length: 256 }, (_, byte) => entry(byte))
}
