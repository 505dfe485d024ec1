import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { makeImage, makeMergedImage } from '@cyberdeck-ota/esp-image'
import { expect, test } from 'vitest'
import { readFirmware } from './firmwareReading.ts'

const read = (bytes: Uint8Array) => readFirmware(new Blob([new Uint8Array(bytes)]))
const hash = (name: string, bytes: Uint8Array) => createHash(name).update(bytes).digest('hex')

test('a file is inspected by the gate of the server and hashed', async () => {
  const image = makeImage({ version: '2.1' })
  expect(await read(image)).toMatchObject({
    inspection: { verdict: 'accepted', image: { version: '2.1' } },
    whole: { sha256: hash('sha256', image), md5: hash('md5', image) },
    inside: null,
  })
})

test('of a merged image the app inside is hashed too', async () => {
  const image = makeImage()
  const merged = makeMergedImage({ apps: { factory: image } })
  expect(await read(merged)).toMatchObject({
    inspection: { verdict: 'merged' },
    whole: { sha256: hash('sha256', merged) },
    inside: { sha256: hash('sha256', image) },
  })
})

test('a gzip file is accepted when an ESP8266 app is in it, and refused otherwise', async () => {
  expect(await read(gzipSync(esp8266App()))).toMatchObject({
    inspection: { verdict: 'accepted', image: { kind: 'esp8266-gzip', chip: 'ESP8266' } },
  })
  expect(await read(gzipSync(makeImage()))).toMatchObject({ inspection: { code: 'gzip-file' } })
  expect(await read(gzipSync(esp8266App()).subarray(0, 40))).toMatchObject({
    inspection: { code: 'gzip-file' },
  })
})

test('a gzip file that unpacks to more than an ESP8266 has flash is refused without unpacking it all', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024))
  expect(await read(bomb)).toMatchObject({ inspection: { code: 'gzip-file' } })
})

/** One segment in flash, checksum as esptool writes it (ESP8266 v1: 8-byte header). */
function esp8266App(): Uint8Array {
  const data = Buffer.alloc(400, 7)
  const header = Buffer.from([0xe9, 1, 2, 0x40, 0, 0, 0x10, 0x40, 0x10, 0, 0x21, 0x40, 0x90, 1, 0, 0])
  const image = Buffer.concat([header, data, Buffer.alloc(16 - ((header.length + data.length) % 16))])
  image[image.length - 1] = data.reduce((sum, byte) => sum ^ byte, 0xef)
  return image
}
