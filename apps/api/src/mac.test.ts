import fc from 'fast-check'
import { expect, test } from 'vitest'
import { macOf, macOfEfuse } from './mac.ts'

test.each(['24:6F:28:AD:FF:04', '24:6f:28:ad:ff:04', '24-6F-28-ad-ff-04', '246f28adff04'])(
  '%s is one and the same MAC',
  (text) => {
    expect(macOf(text)).toBe('24:6F:28:AD:FF:04')
  },
)

test.each(['', 'my-board', '24:6F:28:AD:FF', '24:6F-28:AD:FF:04', '00:00:00:00:00:00', 'ffffffffffff'])(
  '“%s” is no device’s MAC',
  (text) => {
    expect(macOf(text)).toBeNull()
  },
)

test('the number in a chip’s fuses has the first byte of its MAC lowest', () => {
  expect(macOfEfuse('5496168279844')).toBe('24:6F:28:AD:FF:04')
})

test.each(['', '42', '1700000000', '281474976710656', '5496168279845', '1e12', '-5496168279844', '0x24'])(
  'the number “%s” is no MAC',
  (text) => {
    expect(macOfEfuse(text)).toBeNull()
  },
)

test('every MAC that a vendor gives out survives its way through the fuses’ number', () => {
  const bytes = fc.tuple(...Array.from({ length: 6 }, () => fc.integer({ min: 0, max: 255 })))
  fc.assert(
    fc.property(bytes, (raw) => {
      const mac = [(raw[0] ?? 0) & 0xfc, ...raw.slice(1, 5), raw[5] || 1]
      const hex = (list: number[]) => list.map((byte) => byte.toString(16).padStart(2, '0'))
      const number = Number.parseInt(hex(mac.toReversed()).join(''), 16)
      expect(macOfEfuse(String(number))).toBe(hex(mac).join(':').toUpperCase())
    }),
  )
})
