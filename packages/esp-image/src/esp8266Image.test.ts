import { createHash } from 'node:crypto'
import { crc32 as zlibCrc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import { crc32Arduino8266 } from './crc32.ts'
import { inspectImage, runningDigests } from './index.ts'

const irom = 0x40210010
const iram = 0x40100000

test('a v1 image is accepted, its flash size read by the table of its chip', () => {
  const bytes = image([
    [irom, 400],
    [iram, 64],
  ])
  expect(inspectImage(bytes)).toMatchObject({
    verdict: 'accepted',
    image: {
      kind: 'esp8266-app',
      chip: 'ESP8266',
      chipId: null,
      imageLength: bytes.length,
      flashSize: 4 * 1024 * 1024,
      appendedSha256: null,
    },
    notes: [{ code: 'no-digest' }],
  })
})

test('a v1 image with the digest of RTOS SDK 3 is accepted with it', () => {
  const bytes = withDigest(
    image([
      [irom, 400],
      [iram, 64],
    ]),
  )
  expect(inspectImage(bytes)).toMatchObject({
    verdict: 'accepted',
    image: { appendedSha256: bytes.subarray(-32).toString('hex'), imageLength: bytes.length },
    notes: [],
  })
  expect(inspectImage(bytes.subarray(0, -5))).toMatchObject({
    code: 'truncated-image',
    sentence: expect.stringContaining(', 5 bytes'),
  })
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
  expect(inspectImage(bytes)).toMatchObject({ code: 'corrupt-image' })
})

test('a v1 image with a wrong checksum or cut short is refused', () => {
  const bytes = image([[irom, 400]])
  expect(inspectImage(bytes.subarray(0, 390))).toMatchObject({ code: 'truncated-image' })
  bytes[100] = (bytes[100] ?? 0) ^ 4
  expect(inspectImage(bytes)).toMatchObject({ code: 'corrupt-image' })
})

test('a v1 image without a segment in flash is refused as a RAM image', () => {
  expect(inspectImage(image([[iram, 64]]))).toMatchObject({ code: 'ram-image' })
})

test('a v2 image is accepted, and refused when its CRC does not hold', () => {
  const flash = Buffer.alloc(16 + 160, 7)
  flash.set([0xea, 4, 2, 0x40, 0, 0, 0x10, 0x40])
  flash.writeUInt32LE(0, 8)
  flash.writeUInt32LE(160, 12)
  const body = Buffer.concat([flash, image([[iram, 64]])])
  const crc = zlibCrc32(body)
  const tail = Buffer.alloc(4)
  tail.writeUInt32LE(crc & 0x80000000 ? ~crc >>> 0 : crc + 1)
  const bytes = Buffer.concat([body, tail])
  expect(inspectImage(bytes)).toMatchObject({
    verdict: 'accepted',
    image: { kind: 'esp8266-app', imageLength: bytes.length },
  })
  bytes[40] = 8 // covered by the CRC only
  expect(inspectImage(bytes)).toMatchObject({
    code: 'corrupt-image',
    sentence: expect.stringContaining('CRC'),
  })
})

test('an Arduino sketch behind eboot is accepted as a whole, with or without the CRC of newer cores', () => {
  const plain = sketch()
  const checked = sketch()
  checked.writeUInt32LE(checked.length, 0x1010)
  checked.writeUInt32LE(crc32Arduino8266(checked, 0x1010, 0x1018), 0x1014)
  for (const bytes of [plain, checked]) {
    const inspection = inspectImage(bytes)
    expect(inspection).toMatchObject({ verdict: 'accepted', image: { imageLength: bytes.length } })
    if (inspection.verdict !== 'accepted') continue
    const md5 = createHash('md5').update(bytes).digest('hex')
    expect(runningDigests(bytes, inspection.image)).toMatchObject({ md5 })
  }
})

test('an Arduino sketch with a flipped bit in eboot or sketch, or without its sketch, is refused', () => {
  for (const at of [0x20, 0x1100]) {
    const bytes = sketch()
    bytes[at] = (bytes[at] ?? 0) ^ 1
    expect(inspectImage(bytes)).toMatchObject({ code: 'corrupt-image' })
  }
  expect(inspectImage(sketch().subarray(0, 0x1000))).toMatchObject({ code: 'truncated-image' })
})

test('the CRC of the Arduino core is CRC-32/MPEG-2', () => {
  // The check value of that CRC in the catalogue of parametrised CRC algorithms.
  expect(crc32Arduino8266(Buffer.from('123456789'), 0, 0)).toBe(0x0376e6e7)
})

function sketch(): Buffer {
  const eboot = image([[0x4010f000, 256]])
  return Buffer.concat([
    eboot,
    Buffer.alloc(0x1000 - eboot.length, 0xaa),
    image([
      [0x40201010, 800],
      [iram, 64],
    ]),
  ])
}

function withDigest(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, createHash('sha256').update(bytes).digest()])
}

/** An ESP8266 v1 image of segments [address, length]. */
function image(segments: [number, number][]): Buffer {
  const header = Buffer.from([0xe9, segments.length, 2, 0x40, 4, 0, 0x10, 0x40])
  let sum = 0xef
  const parts = segments.map(([address, length], index) => {
    const part = Buffer.alloc(8 + length)
    part.writeUInt32LE(address)
    part.writeUInt32LE(length, 4)
    for (let i = 8; i < part.length; i++) sum ^= part[i] = (i * 7 + index) & 0xff
    return part
  })
  const body = Buffer.concat([header, ...parts])
  const padded = Buffer.alloc((body.length + 16) & ~15)
  padded.set(body)
  padded[padded.length - 1] = sum
  return padded
}
