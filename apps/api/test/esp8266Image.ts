/**
 * A small app for ESP8266 in the format of its boot ROM (esptool, ESP8266ROMFirmwareImage): header, one segment in flash,
 * checksum in the last byte of a 16-byte block.
 */
export function makeEsp8266Image(length = 1024): Uint8Array {
  const data = Uint8Array.from({ length }, (_, index) => (index * 7) & 0xff)
  const end = 16 + length + 16
  const image = new Uint8Array(end)
  const view = new DataView(image.buffer)
  image.set([0xe9, 1, 2, 0x40])
  view.setUint32(4, 0x40100004, true)
  view.setUint32(8, 0x40200010, true)
  view.setUint32(12, length, true)
  image.set(data, 16)
  image[end - 1] = data.reduce((sum, byte) => sum ^ byte, 0xef)
  return image
}
