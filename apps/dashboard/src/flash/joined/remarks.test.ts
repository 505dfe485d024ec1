import type { Device } from '@cyberdeck-ota/schema'
import { describe, expect, test } from 'vitest'
import { exampleDevice } from '../../testing/exampleDevices.ts'
import { remarksOn, runsAnother } from './remarks.ts'
import type { Written } from './written.ts'

const digest = 'a'.repeat(64)
const written: Written = { product: 'default', version: '2.34', sha256: digest, title: 'thermo 2.34' }
const { reported } = exampleDevice()
const device = (over: Partial<Device>) => exampleDevice({ version: '2.34', ...over })
const withDigest = (runningSha256: string) => ({ reported: { ...reported, runningSha256 } })

test('nothing is to be said of a device that calls itself what was written', () => {
  expect(remarksOn(device({}), written)).toEqual([])
  expect(remarksOn(device({ version: 'v2.34' }), written)).toEqual([])
})

describe('a device that calls itself something else', () => {
  test('is proven to run it by its digest, and its version constant is named', () => {
    const [remark] = remarksOn(device({ version: '1.00', ...withDigest(digest) }), written)
    expect(remark).toMatch(/calls itself 1\.00, though its digest proves .* 2\.34: the version constant/)
  })

  test('is proven by the release that the server knows it to run', () => {
    expect(remarksOn(device({ version: '1.00', runs: '2.34' }), written)[0]).toContain('digest proves')
  })

  test('may not run it where nothing proves it', () => {
    const [remark] = remarksOn(device({ version: '1.00' }), written)
    expect(remark).toMatch(/^It calls itself 1\.00, though thermo 2\.34 was written/)
  })

  test('is not wrong by a name that was accepted, or when nobody said what it has to call itself', () => {
    const reason = { code: 'alias', running: '1.00', target: '2.34' } as const
    expect(remarksOn(device({ version: '1.00', reason }), written)).toEqual([])
    expect(remarksOn(device({ version: '1.00' }), { ...written, version: null })).toEqual([])
  })
})

test('a device whose digest is another runs something else, which is said instead', () => {
  const other = device({ version: '1.00', ...withDigest('b'.repeat(64)) })
  expect(runsAnother(other, written)).toBe(true)
  expect(remarksOn(other, written)).toEqual([
    'It does not run what was written, but 1.00: look at what it said when it started.',
  ])
  expect(runsAnother(device(withDigest(digest)), written)).toBe(false)
  expect(runsAnother(device(withDigest(digest)), { ...written, sha256: null })).toBe(false)
})

test('a device that asks for another product is told of', () => {
  expect(remarksOn(device({ product: 'lamp' }), written)).toEqual([
    'It asks for updates of lamp, not of default: the address in its sketch says which.',
  ])
})

describe('what keeps the device from updates later on is told:', () => {
  const quarantine = {
    product: 'default',
    version: '2.34',
    sha256: digest,
    aborted: 0,
    failed: 4,
    until: null,
  }
  test.each<[string, Partial<Device>, string]>([
    ['a hold', { hold: true }, 'on hold'],
    ['a pin to another version', { pin: '1.00' }, 'pinned to 1.00'],
    ['a quarantine that somebody has to lift', { quarantines: [quarantine] }, '2.34 failed on it before'],
    [
      'a quarantine of what it is to run',
      {
        reason: {
          code: 'quarantined',
          target: '2.40',
          running: '2.34',
          attempts: 4,
          until: null,
        } as Device['reason'],
      },
      '4 attempts at 2.40 failed',
    ],
  ])('%s', (_, over, words) => {
    expect(remarksOn(device(over), written)).toEqual([expect.stringContaining(words)])
  })

  test('a pin to what was written, and a quarantine of something else, do not', () => {
    const other = { ...quarantine, version: '2.00' }
    expect(remarksOn(device({ pin: '2.34', quarantines: [other] }), written)).toEqual([])
  })
})
