import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPathForm } from './pathForm.ts'

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

test('no path makes reading throw, and a problem is short and on one line', () => {
  const part = fc.oneof(
    fc.constantFrom('product', 'firmware.bin', '', '%', '..'),
    fc.string({ unit: 'binary' }),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
      const read = readPathForm(`/ota/${parts.join('/')}`)
      if (read === null || Array.isArray(read)) return
      expect(read.problem).not.toMatch(/[\r\n]/)
      expect(read.problem.length).toBeLessThan(280)
    }),
  )
})
