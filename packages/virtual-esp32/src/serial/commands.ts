/**
 * Commands of the serial protocol. Numbers, layouts and error codes here and in the two loaders are those of Espressif's
 * "Serial Protocol" page (docs.espressif.com/projects/esptool, advanced topics).
 */
export const op = {
  flashBegin: 0x02,
  flashData: 0x03,
  flashEnd: 0x04,
  memBegin: 0x05,
  memEnd: 0x06,
  memData: 0x07,
  sync: 0x08,
  writeReg: 0x09,
  readReg: 0x0a,
  spiSetParams: 0x0b,
  spiAttach: 0x0d,
  changeBaudrate: 0x0f,
  flashDeflBegin: 0x10,
  flashDeflData: 0x11,
  flashDeflEnd: 0x12,
  spiFlashMd5: 0x13,
  getSecurityInfo: 0x14,
  eraseFlash: 0xd0,
  eraseRegion: 0xd1,
  readFlash: 0xd2,
} as const

/** A request of the host. */
export interface Command {
  op: number
  /** Over the data that follows four words; only commands that carry data set it. */
  checksum: number
  data: Uint8Array
}

/** What a loader says to a command: `error` 0 or absent means success. */
export interface Answer {
  /** Of READ_REG; others leave it 0. */
  value?: number
  data?: Uint8Array
  error?: number
}

/** Null for what is no request: too short, the wrong direction, or a length that is not that of its data. */
export function parseCommand(packet: Uint8Array): Command | null {
  const size = (packet[2] ?? 0) | ((packet[3] ?? 0) << 8)
  if (packet.length < 8 || packet[0] !== 0 || packet.length !== 8 + size) return null
  return { op: packet[1] ?? 0, checksum: word(packet, 1), data: packet.subarray(8) }
}

/** @param statusBytes 4 from a ROM, 2 from the stub; only the first two tell anything */
export function responsePacket(command: number, answer: Answer, statusBytes: 2 | 4): Uint8Array {
  const { value = 0, data = new Uint8Array(0), error = 0 } = answer
  const packet = new Uint8Array(8 + data.length + statusBytes)
  const view = new DataView(packet.buffer)
  packet.set([1, command])
  view.setUint16(2, data.length + statusBytes, true)
  view.setUint32(4, value, true)
  packet.set(data, 8)
  packet.set([error === 0 ? 0 : 1, error], 8 + data.length)
  return packet
}

/** The `index`th little-endian 32-bit word; what is missing counts as 0. */
export function word(bytes: Uint8Array, index: number): number {
  const at = index * 4
  const byte = (i: number) => bytes[at + i] ?? 0
  return (byte(0) | (byte(1) << 8) | (byte(2) << 16) | (byte(3) << 24)) >>> 0
}

/** 0xEF XORed with every byte. */
export function checksumOf(data: Uint8Array): number {
  return data.reduce((sum, byte) => sum ^ byte, 0xef)
}
