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
  pin: '1.00',
  beyond: '1.04',
  attempts: 3,
  until: '2026-03-01T12:00:00.000Z',
  offers: 1,
  limit: 200,
  product: 'thermo',
  channel: 'stable',
  problem: 'the URL holds a space.',
}
const reasons = Reason.options.map(({ shape }) =>
  Reason.parse({
    ...facts,
    ...(shape.code.value === 'secure-version' && { runs: 2 }),
    code: shape.code.value,
  }),
)

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

  it('tells of a device that did not say what it runs', () => {
    const target = '1.02'
    expect(reasonSentence({ code: 'pinned', running: null, target })).toBe(
      'It is pinned to 1.02, and did not say what it runs.',
    )
    expect(reasonSentence({ code: 'stepping-stone', running: null, target, beyond: '1.04' })).toBe(
      'It did not say what it runs, and has to run 1.02 before it may run 1.04.',
    )
  })

  it('tells until when a build is not sent again', () => {
    const sentence = (attempts: number, until: string | null) =>
      reasonSentence({ code: 'quarantined', target: '1.02', attempts, until })
    expect(sentence(2, '2026-03-01T12:00:00.000Z')).toBe(
      '2 attempts at 1.02 failed, so it is not sent again before 2026-03-01 12:00 UTC.',
    )
    expect(sentence(1, null)).toBe(
      '1 attempt at 1.02 failed, so it is not sent again until somebody lifts that.',
    )
  })
})
