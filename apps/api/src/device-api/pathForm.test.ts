import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readManifestPath, readPathForm, upFrom } from './pathForm.ts'

test.each([
  ['/ota/product/lamp', ['product=lamp']],
  ['/ota/product/lamp/board/s3-sense/channel/beta', ['product=lamp', 'board=s3-sense', 'channel=beta']],
  ['/ota/channel/beta/product/lamp/firmware.bin', ['channel=beta', 'product=lamp']],
  ['/ota/product/lamp/version/1.00/device/a1b2c3?x=1', ['product=lamp', 'version=1.00', 'device=a1b2c3']],
  ['//ota//product/lamp//', ['product=lamp']],
  ['http://server:5000/ota/product/info/firmware.bin#x', ['product=info']],
  ['/ota/firmware.bin', []],
  ['/ota/product/product/board/firmware.bin', ['product=product', 'board=firmware.bin']],
])('%s says %o', (url, pairs) => {
  expect(readPathForm(url)).toEqual(pairs)
})

test.each([
  '/ota/nothing',
  '/ota/lamp/firmware.bin',
  '/ota/firmware-minimal.bin',
  '/ota/lamp',
  '/ota/builds',
  '/other',
])('%s is an address of another kind', (url) => {
  expect(readPathForm(url)).toBeNull()
})

test.each([
  ['/ota/product', 'the path ends with "product" and does not say which'],
  ['/ota/product/lamp/board', 'the path ends with "board" and does not say which'],
  [
    '/ota/product/lamp/s3',
    'the path has "s3" where one of product, board, channel, version, device is expected',
  ],
  [
    '/ota/product/lamp/firmware-safeboot.bin',
    'the path has "firmware-safeboot.bin" where one of product, board, channel, version, device is expected',
  ],
])('%s is malformed, and the problem says where', (url, problem) => {
  expect(readPathForm(url)).toEqual({ problem })
})

test.each([
  ['/ota/manifest.json', [], 'builds/x.bin'],
  [
    '/ota/product/lamp/channel/beta/manifest.json?x=1',
    ['product=lamp', 'channel=beta'],
    '../../../../builds/x.bin',
  ],
  ['//ota//product//lamp/manifest.json', ['product=lamp'], '../../../builds/x.bin'],
])('%s is that of a manifest, and the way from there to a build leads up', (url, pairs, way) => {
  expect(readManifestPath(url)).toEqual(pairs)
  expect(`${upFrom(url)}builds/x.bin`).toBe(way)
  const address = new URL(way, new URL(`http://server:5000${url.replace(/^\/+/, '/')}`))
  expect(address.pathname.replace(/\/+/g, '/')).toBe('/ota/builds/x.bin')
})

test.each(['/ota/product/manifest.json', '/ota/product/lamp', '/ota/product/lamp/firmware.bin'])(
  '%s is a poll and no manifest',
  (url) => {
    expect(readManifestPath(url)).toBeNull()
    expect(readPathForm(url)).toMatchObject([expect.stringMatching(/^product=/)])
  },
)

test('no path makes reading throw, and a problem is short and on one line', () => {
  const part = fc.oneof(
    fc.constantFrom('product', 'firmware.bin', 'manifest.json', '', '%', '..'),
    fc.string({ unit: 'binary' }),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
      for (const read of [readPathForm, readManifestPath].map((one) => one(`/ota/${parts.join('/')}`))) {
        if (read === null || Array.isArray(read)) continue
        expect(read.problem).not.toMatch(/[\r\n]/)
        expect(read.problem.length).toBeLessThan(280)
      }
    }),
  )
})
