import { Reason } from '@cyberdeck-ota/schema'
import { describe, expect, it } from 'vitest'
import { reasonSentence } from './explain.ts'

const facts = {
  running: '1.01',
  target: '1.02',
  mode: 'spiffs',
  size: 1_200_000,
  freeSpace: 1_000_000,
  chip: 'ESP32',
  runs: 'ESP32-S3',
  board: 'cam',
  downloads: 3,
  limit: 200,
  product: 'thermo',
  channel: 'stable',
  problem: 'the URL holds a space.',
}
const reasons = Reason.options.map(({ shape }) => Reason.parse({ ...facts, code: shape.code.value }))

describe('a reason for people', () => {
  it.each(reasons.map((reason) => [reason.code, reason] as const))(
    '%s is one sentence of its own',
    (_, reason) => {
      const sentence = reasonSentence(reason)
      expect(sentence).toMatch(/^[A-Za-z0-9].*[^.]\.$/)
      expect(sentence).not.toMatch(/undefined|null|\[object/)
      expect(reasons.filter((other) => reasonSentence(other) === sentence)).toEqual([reason])
    },
  )

  it('tells sizes so that they can be read', () => {
    expect(
      reasonSentence({ code: 'does-not-fit', target: '1.02', size: 1_200_000, freeSpace: 1_000_000 }),
    ).toBe('1.02 has 1,200,000 bytes, and the device has room for 1,000,000 bytes.')
  })

  it('tells of a label that contradicts the digest', () => {
    const sentence = (running: string | null) =>
      reasonSentence({ code: 'digest-match', running, target: '1.03' })
    expect(sentence('1.02')).toBe('Its digest proves that it already runs 1.03, although it says 1.02.')
    expect(sentence(null)).toBe('Its digest proves that it already runs 1.03.')
  })
})
