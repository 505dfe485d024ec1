import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { crc32 } from './crc32.ts'
import { extractApp, inspectImage, makeImage, makeMergedImage } from './index.ts'

const app = makeImage({ size: 2048 })

test('a secure boot v2 RSA block is described by the digest of its public key', () => {
  const block = signatureBlock(2)
  const digest = createHash('sha256').update(block.subarray(36, 812)).digest('hex')
  expect(inspectImage(signedV2([block]))).toMatchObject({
    verdict: 'accepted',
    image: { imageLength: 2048, signature: { scheme: 'secure-boot-v2-rsa', keyDigests: [digest] } },
    notes: [],
  })
})

test('secure boot v2 ECDSA blocks are described one by one, P-384 by its longer key', () => {
  const p256 = signatureBlock(3)
  const p384 = signatureBlock(3, 1)
  const digests = [p256.subarray(36, 101), p384.subarray(52, 149)].map((key) =>
    createHash('sha256').update(key).digest('hex'),
  )
  expect(inspectImage(signedV2([p256, p384]))).toMatchObject({
    image: { signature: { scheme: 'secure-boot-v2-ecdsa', keyDigests: digests } },
  })
})

test('a signature sector whose CRC is wrong is no signature, and named', () => {
  const block = signatureBlock(2)
  block[700] = 0
  expect(inspectImage(signedV2([block]))).toMatchObject({
    verdict: 'accepted',
    image: { signature: null },
    notes: [{ code: 'unknown-trailing-bytes', detail: expect.stringContaining('CRC is wrong') }],
  })
})

test('68 bytes that begin with version 0 are a secure boot v1 signature', () => {
  expect(inspectImage(Buffer.concat([app, v1]))).toMatchObject({
    image: { imageLength: 2048, signature: { scheme: 'secure-boot-v1', keyDigests: [] } },
    notes: [],
  })
})

test.each([
  ['RSA-2048', Buffer.alloc(256, 0x77)],
  ['RSA-3072', Buffer.alloc(384, 0x77)],
  ['ECDSA', Buffer.concat([Buffer.from([0x30, 70]), Buffer.alloc(70, 0x77)])],
])('512 bytes that hold a %s signature and zeros are an Arduino one', (_, signature) => {
  expect(inspectImage(Buffer.concat([app, signature, Buffer.alloc(512 - signature.length)]))).toMatchObject({
    image: { imageLength: 2048, signature: { scheme: 'arduino-sign', keyDigests: [] } },
    notes: [],
  })
})

test.each([
  ['erased flash', Buffer.alloc(5000, 0xff), 'padding'],
  ['zeros', Buffer.alloc(512), 'padding'],
  ['anything else', Buffer.from('something else'), 'unknown-trailing-bytes'],
])('%s after the image gets a note', (_, rest, code) => {
  expect(inspectImage(Buffer.concat([app, rest]))).toMatchObject({
    verdict: 'accepted',
    image: { imageLength: 2048, signature: null },
    notes: [{ code }],
  })
})

const v1 = Buffer.concat([Buffer.alloc(4), Buffer.alloc(64, 0x33)])

test.each([
  ['v2', signedV2([signatureBlock(2)])],
  ['v1', Buffer.concat([app, v1])],
])('an app extracted from a factory image keeps its %s signature', (_, signed) => {
  const bytes = makeMergedImage({ apps: { factory: signed } })
  const merged = inspectImage(bytes)
  expect(merged.verdict === 'merged' && Buffer.from(extractApp(bytes, merged) ?? [])).toEqual(signed)
})

function signedV2(blocks: Buffer[]): Buffer {
  const padding = Buffer.alloc(4096 - app.length, 0xff)
  const sector = Buffer.alloc(4096, 0xff)
  blocks.forEach((block, index) => {
    sector.set(block, index * 1216)
  })
  return Buffer.concat([app, padding, sector])
}

function signatureBlock(version: number, shaType = 0): Buffer {
  const block = Buffer.alloc(1216, 0x5c + shaType)
  block.set([0xe7, version, shaType, 0])
  block.writeUInt32LE(crc32(block.subarray(0, 1196)), 1196)
  return block
}
