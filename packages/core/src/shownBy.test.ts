import { describe, expect, it } from 'vitest'
import { after, alien, delivery, heard, offered, plainAsk, ran, three } from '../test/attempts.ts'
import { now, pollOf } from '../test/devices.ts'
import { buildOf } from '../test/registries.ts'
import { advance, decide, editRelease, noMemory, seenIn } from './index.ts'

const mute = offered({ version: '1.01' })

describe('a delivered image', () => {
  const delivered = after(offered(), delivery)
  const muteDelivered = after(mute, delivery)

  it.each([
    ['its SHA-256', { runningSha256: buildOf(2).runningSha256 }],
    ['its MD5 alone', { runningMd5: buildOf(2).runningMd5 }],
    ['its digests, whatever it calls itself', ran(2, '1.01')],
  ])('is confirmed by %s', (_, said) => {
    expect(after(delivered, heard(said))).toMatchObject({
      state: 'confirmed',
      evidence: { code: 'digest', version: '1.02' },
    })
  })

  it('is confirmed by the version alone where no digest tells, in any spelling', () => {
    const state = { state: 'confirmed', evidence: { code: 'version', said: 'v1.2.0' } }
    expect(after(muteDelivered, heard({ version: 'v1.2.0' }))).toMatchObject(state)
    expect(after(delivered, plainAsk({ version: 'v1.2.0' }))).toMatchObject(state)
    expect(after(delivered, plainAsk({ version: 'v1.2.0' }, false))).toMatchObject(state)
    // An encrypted flash has an MD5 that no build has.
    expect(after(delivered, heard({ version: 'v1.2.0', runningMd5: 'e'.repeat(32) }))).toMatchObject(state)
  })

  it('is confirmed by an accepted alias, however it is spelled', () => {
    const alias = editRelease({ product: 'default', version: '1.02', edit: { aliases: ['1.2.5'] } })
    const changed = alias(three)
    if (changed === null) throw new Error('the alias was there')
    const registry = { ...three, products: changed.products }
    const checkIn = pollOf({ version: 'v1.2.05' })
    const seen = seenIn(registry, checkIn, decide(registry, noMemory, checkIn, now))
    expect(advance(muteDelivered, { kind: 'check-in', seen, sure: true }, now)).toMatchObject({
      state: 'confirmed',
      evidence: { code: 'version', said: 'v1.2.05' },
    })
    expect(after(muteDelivered, heard({ version: 'v1.2.05' }))).toMatchObject({ state: 'drifted' })
  })

  it('is not confirmed by a version that a digest contradicts', () => {
    expect(after(delivered, heard({ ...alien, version: '1.02' }))).toMatchObject({
      state: 'drifted',
      evidence: { code: 'unknown-digest', said: '1.02' },
    })
    expect(after(muteDelivered, heard(ran(3, '1.02')))).toMatchObject({
      state: 'drifted',
      evidence: { code: 'digest', version: '1.03', said: '1.02' },
    })
    const md5 = { version: '1.02', runningMd5: buildOf(3).runningMd5 }
    expect(after(delivered, heard(md5))).toMatchObject({ state: 'drifted' })
  })

  it('is not confirmed by a version that the device bore before it came', () => {
    const early = after(offered({ ...ran(1), version: '1.02' }), delivery)
    expect(advance(early, plainAsk({ version: '1.02' }), now)).toBeNull()
    expect(after(early, heard(ran(1, '1.02')))).toMatchObject({ state: 'reverted' })
  })

  it('was not kept by a device that runs what it ran before', () => {
    expect(after(delivered, heard(ran(1, '1.01')))).toMatchObject({
      state: 'reverted',
      evidence: { code: 'digest', version: '1.01' },
    })
    expect(after(muteDelivered, heard({ version: '1.1' }))).toMatchObject({
      state: 'reverted',
      evidence: { code: 'version', said: '1.1' },
    })
    expect(after(muteDelivered, heard(ran(1, '1.02')))).toMatchObject({ state: 'reverted' })
    expect(after(after(offered({}), delivery), heard({}))).toMatchObject({ state: 'reverted' })
    const unknown = after(offered(alien), delivery)
    expect(after(unknown, heard(alien))).toMatchObject({
      state: 'reverted',
      evidence: { code: 'unknown-digest', said: '0.5' },
    })
  })

  it('drifted off on a device that runs a third thing', () => {
    expect(after(delivered, heard(ran(3)))).toMatchObject({
      state: 'drifted',
      evidence: { code: 'digest', version: '1.03' },
    })
    expect(after(muteDelivered, heard({ version: '1.05' }))).toMatchObject({ state: 'drifted' })
    expect(after(muteDelivered, heard(alien))).toMatchObject({ state: 'drifted' })
  })

  it('is not judged by the first, plain question of a sketch whose updater says more', () => {
    for (const version of ['1.01', '1.05', null]) {
      expect(advance(delivered, plainAsk({ version }), now)).toBeNull()
      expect(advance(delivered, plainAsk({ version }, false), now)).toBeNull()
    }
    expect(advance(muteDelivered, plainAsk({ version: null }), now)).toBeNull()
    expect(advance(delivered, heard({ version: '1.01' }, false), now)).toBeNull()
    expect(after(muteDelivered, plainAsk({ version: '1.01' }, false))).toMatchObject({ state: 'reverted' })
  })

  it('is judged by whatever an updater says, because it is about to try what it is offered', () => {
    expect(after(delivered, heard({ version: '1.01' }))).toMatchObject({ state: 'reverted' })
    expect(after(delivered, heard({ version: null }))).toMatchObject({ state: 'drifted' })
  })
})

describe('an encrypted build, of which no digest is known', () => {
  const opaque = after(
    { ...offered(), runningSha256: null, runningMd5: null, sha256: 'c'.repeat(64) },
    delivery,
  )
  const unknown = { runningSha256: 'd'.repeat(64), runningMd5: 'd'.repeat(32) }

  it('is confirmed by the version', () => {
    expect(after(opaque, heard({ version: '1.02', ...unknown }))).toMatchObject({
      state: 'confirmed',
      evidence: { code: 'version' },
    })
  })

  it('is not when a digest is that of another', () => {
    expect(after(opaque, heard(ran(1, '1.02')))).toMatchObject({ state: 'reverted' })
    expect(after(opaque, heard(ran(3, '1.02')))).toMatchObject({ state: 'drifted' })
  })

  it('is not taken for what ran before it by a device whose digest did change', () => {
    expect(after(opaque, heard({ version: '1.01', ...unknown }))).toMatchObject({ state: 'drifted' })
    const early = { ...opaque, from: { ...opaque.from, version: '1.02' } }
    expect(after(early, heard({ version: '1.02', ...unknown }))).toMatchObject({ state: 'confirmed' })
  })
})

it('an attempt and the verdict agree on what a device runs that sends a strange SHA-256 with a known MD5', () => {
  const strange = { runningSha256: 'd'.repeat(64), runningMd5: buildOf(2).runningMd5 }
  expect(after(offered(), delivery, heard(strange))).toMatchObject({ state: 'confirmed' })
  const gone = { ...offered(), sha256: 'c'.repeat(64) }
  expect(after(gone, delivery, heard({ runningMd5: 'd'.repeat(32) }))).toMatchObject({ state: 'drifted' })
})

it('a release that was deleted meanwhile is confirmed by its digests all the same', () => {
  const { runningSha256, runningMd5 } = buildOf(7)
  const gone = after({ ...offered(), sha256: 'c'.repeat(64), runningSha256, runningMd5 }, delivery)
  expect(after(gone, heard({ runningSha256 }))).toMatchObject({ state: 'confirmed' })
  expect(after(gone, heard({ runningMd5 }))).toMatchObject({ state: 'confirmed' })
})

it('a device that began without digests is compared by the release that its digest proves', () => {
  const delivered = after(mute, delivery)
  expect(after(delivered, heard(ran(1, '1.05')))).toMatchObject({
    state: 'reverted',
    evidence: { code: 'digest', version: '1.01' },
  })
})

it('of MD5s alone, the one of before proves that, and a strange one leaves it to the version', () => {
  const delivered = after(offered({ version: '1.01', runningMd5: 'd'.repeat(32) }), delivery)
  expect(after(delivered, heard({ version: '1.05', runningMd5: 'd'.repeat(32) }))).toMatchObject({
    state: 'reverted',
    evidence: { code: 'unknown-digest' },
  })
  expect(after(delivered, heard({ version: '1.01', runningMd5: 'e'.repeat(32) }))).toMatchObject({
    state: 'reverted',
    evidence: { code: 'version', said: '1.01' },
  })
})
