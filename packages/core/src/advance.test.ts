import { describe, expect, it } from 'vitest'
import { after, alien, delivery, heard, offered, plainAsk, ran } from '../test/attempts.ts'
import { now } from '../test/devices.ts'
import { type AttemptEvent, advance } from './index.ts'

const size = 1000
const bytes = (acknowledged: number): AttemptEvent => ({
  kind: 'downloading',
  acknowledged,
  approximate: false,
})
const silence = (ms: number): AttemptEvent => ({ kind: 'silence', ms, patience: 600_000 })
const stop: AttemptEvent = { kind: 'server-stopped' }
const cutAt = (acknowledged: number, plain = false): AttemptEvent => ({ kind: 'cut', acknowledged, plain })

describe('a download', () => {
  it('tells how many bytes have arrived, which never become fewer, nor more than there are', () => {
    const some = after(offered(), bytes(10), bytes(400), bytes(30))
    expect(some).toMatchObject({
      state: 'downloading',
      acknowledged: 400,
      evidence: { code: 'bytes', acknowledged: 400, size, approximate: false },
    })
    expect(advance(some, bytes(400), now)).toBeNull()
    expect(after(some, bytes(5_000))).toMatchObject({ state: 'downloading', acknowledged: size })
  })

  it('is delivered with its last byte', () => {
    expect(after(offered(), bytes(10), delivery)).toMatchObject({ state: 'delivered', acknowledged: size })
    const roughly: AttemptEvent = { kind: 'delivered', approximate: true }
    expect(after(offered(), roughly)).toMatchObject({
      state: 'delivered',
      approximate: true,
      evidence: { approximate: true },
    })
  })

  it('is aborted when the connection ends early', () => {
    expect(after(offered(), bytes(10), cutAt(300))).toMatchObject({
      state: 'aborted',
      acknowledged: 300,
      evidence: { code: 'cut', acknowledged: 300, size },
    })
  })

  it('is delivered when the client cuts the connection after the last byte, if that is certain', () => {
    expect(after(offered(), cutAt(size))).toMatchObject({ state: 'delivered' })
    const roughly: AttemptEvent = { kind: 'downloading', acknowledged: size, approximate: true }
    expect(after(offered(), roughly, cutAt(size))).toMatchObject({ state: 'aborted' })
  })

  it('is declined by a plain client that leaves after the header', () => {
    const large = { ...offered(), size: 200_000 }
    expect(after(large, cutAt(65_536, true)).evidence).toEqual({ code: 'declined', acknowledged: 65_536 })
    expect(after(large, cutAt(65_537, true)).evidence.code).toBe('cut')
    expect(after(large, cutAt(1_024, false)).evidence.code).toBe('cut')
  })

  it('ends with the server', () => {
    expect(after(offered(), stop)).toMatchObject({ state: 'aborted', evidence: { code: 'server-stopped' } })
    expect(after(offered(), bytes(5), stop)).toMatchObject({ state: 'aborted', acknowledged: 5 })
    expect(after(offered(), delivery, stop)).toMatchObject({ state: 'delivered' })
  })

  it('was given up by a device that asks again', () => {
    expect(after(offered(), bytes(5), heard(ran(1)))).toMatchObject({
      state: 'aborted',
      evidence: { code: 'asked-again' },
    })
    expect(after(offered(), bytes(5), heard(ran(2)))).toMatchObject({ state: 'confirmed' })
  })

  it('of which every byte arrived was tried by a device that asks, though its connection is still open', () => {
    const whole = after(offered(), bytes(size))
    expect(after(whole, heard(ran(1)))).toMatchObject({ state: 'reverted' })
    expect(after(whole, heard(alien))).toMatchObject({ state: 'drifted' })
    const roughly: AttemptEvent = { kind: 'downloading', acknowledged: size, approximate: true }
    expect(after(offered(), roughly, heard(ran(1)))).toMatchObject({ state: 'aborted' })
  })

  it('goes on when nothing but an address tells who asks', () => {
    for (const seed of [1, 2, 3])
      expect(advance(after(offered(), bytes(5)), heard(ran(seed), false), now)).toBeNull()
  })

  it('is not moved by what comes late', () => {
    const done = after(offered(), delivery)
    for (const event of [bytes(5), delivery, cutAt(5), stop, silence(599_999)]) {
      expect(advance(done, event, now)).toBeNull()
    }
    const gone = after(offered(), cutAt(5))
    for (const event of [bytes(10), delivery, cutAt(10), stop, silence(1e9), heard(ran(1))]) {
      expect(advance(gone, event, now)).toBeNull()
    }
  })
})

describe('a closed attempt', () => {
  const lost = after(offered(), delivery, silence(600_000))
  const cut = after(offered(), cutAt(5))
  const reverted = after(offered(), delivery, heard(ran(1)))
  const drifted = after(offered(), delivery, heard(alien))
  const confirmed = after(offered(), delivery, heard(ran(2)))

  it('that was lost is found again', () => {
    expect(after(lost, heard(ran(2)))).toMatchObject({ state: 'confirmed' })
    expect(after(lost, heard(ran(1)))).toMatchObject({ state: 'reverted' })
    expect(after(lost, heard(alien))).toMatchObject({ state: 'drifted' })
    expect(after(lost, plainAsk({ version: '1.02' }, false))).toMatchObject({ state: 'confirmed' })
  })

  it.each([
    ['aborted', cut],
    ['reverted', reverted],
    ['drifted', drifted],
  ])('that was %s is confirmed by a digest, and by nothing less', (state, attempt) => {
    expect(attempt.state).toBe(state)
    expect(advance(attempt, heard({ version: '1.02' }), now)).toBeNull()
    expect(advance(attempt, heard(ran(3)), now)).toBeNull()
    expect(after(attempt, heard(ran(2)))).toMatchObject({ state: 'confirmed' })
  })

  it('whose end the server missed is confirmed by a label too, if any byte had left', () => {
    const missed = after(offered(), bytes(5), stop)
    expect(after(missed, heard({ version: '1.02' }))).toMatchObject({ state: 'confirmed' })
    expect(advance(missed, heard(ran(1)), now)).toBeNull()
    expect(advance(after(offered(), stop), heard({ version: '1.02' }), now)).toBeNull()
  })

  it('that was confirmed is reverted when a digest proves what ran before it, and by nothing less', () => {
    expect(after(confirmed, heard(ran(1)))).toMatchObject({ state: 'reverted' })
    for (const said of [{ version: '1.01' }, ran(3), alien, ran(2)]) {
      expect(advance(confirmed, heard(said), now)).toBeNull()
    }
  })

  it('does not go back in time with the clock', () => {
    expect(advance(lost, heard(ran(2)), 0)).toMatchObject({ openedAt: now, changedAt: lost.changedAt })
  })
})

it('a delivered image is lost in silence, and not before', () => {
  const delivered = after(offered(), delivery)
  expect(advance(delivered, silence(599_999), now)).toBeNull()
  expect(after(delivered, silence(600_000))).toMatchObject({
    state: 'lost',
    evidence: { code: 'silence', seconds: 600 },
  })
})
