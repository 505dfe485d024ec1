import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { inspectImage, makeImage, runningDigests } from './index.ts'

const md5 = (data: Uint8Array) => createHash('md5').update(data).digest('hex')
const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest('hex')

test('a device reports the MD5 of the image without what follows it, and the appended digest', () => {
  const app = makeImage()
  expect(digestsOf(Buffer.concat([app, Buffer.alloc(100, 0xff)]))).toEqual({
    md5: md5(app),
    sha256: sha256(app.subarray(0, -32)),
  })
})

test('of an image without digest a device reports the SHA-256 of all of it', () => {
  const app = makeImage({ digest: false })
  expect(digestsOf(app)).toEqual({ md5: md5(app), sha256: sha256(app) })
})

test('the hash functions can be the caller’s own', () => {
  const app = makeImage({ digest: false })
  const inspection = inspectImage(app)
  const own = { md5: () => Uint8Array.of(1), sha256: () => Uint8Array.of(2) }
  expect('image' in inspection && runningDigests(app, inspection.image, own)).toEqual({
    md5: '01',
    sha256: '02',
  })
})

test('of a compressed file nothing is known', () => {
  const gzip = Buffer.from('1f8b08000000000000ff0300000000000000000000', 'hex')
  expect(digestsOf(gzip)).toEqual({ md5: null, sha256: null })
})

function digestsOf(bytes: Uint8Array): unknown {
  const inspection = inspectImage(bytes, { acceptGzip: true })
  return 'image' in inspection ? runningDigests(bytes, inspection.image) : inspection
}
