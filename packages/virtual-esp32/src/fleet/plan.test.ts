import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DevicePlan, mostDevices, type PlanOptions, planFleet } from './plan.ts'

const none = { brick: 0, bootLoop: 0, flaky: 0, wrongLabel: 0, nat: 0, sleepy: 0 }
const usual: PlanOptions = {
  devices: 24,
  seed: 7,
  shares: none,
  boards: [{ chip: 'ESP32', name: 'devkit' }],
  space: { macPrefix: '02:CD:F0', network: '127.77' },
  version: '1.00',
  olderVersion: null,
  intervalMs: 1_000,
}
const share = fc.integer({ min: 0, max: 16 }).map((percent) => percent / 100)
const someFleet: fc.Arbitrary<PlanOptions> = fc.record({
  devices: fc.integer({ min: 1, max: mostDevices }),
  seed: fc.nat(),
  shares: fc.record({
    brick: share,
    bootLoop: share,
    flaky: share,
    wrongLabel: share,
    nat: share,
    sleepy: share,
  }),
  boards: fc.constantFrom(usual.boards, [...usual.boards, { chip: 'ESP32-S3', name: 's3' }]),
  space: fc.constantFrom(usual.space, { ...usual.space, network: null }),
  version: fc.constant('1.00'),
  olderVersion: fc.constantFrom(null, '0.99'),
  intervalMs: fc.integer({ min: 1, max: 60_000 }),
})
const runs = { numRuns: 30 }
const plan = (options: Partial<PlanOptions>) => planFleet({ ...usual, ...options })
const of = (plans: DevicePlan[], persona: DevicePlan['persona']) =>
  plans.filter((each) => each.persona === persona)

describe('the plan of a fleet', () => {
  it('is the same for the same options', () => {
    const isTheSame = (options: PlanOptions) => {
      expect(planFleet(options)).toEqual(planFleet(options))
    }
    fc.assert(fc.property(someFleet, isTheSame), runs)
    expect(plan({ seed: 8 })).not.toEqual(plan({ seed: 7 }))
  })

  it('gives each device a MAC of its own that no real board can have, and one address each but to those behind a router', () => {
    fc.assert(
      fc.property(someFleet, (options) => {
        const plans = planFleet(options)
        expect(plans).toHaveLength(options.devices)
        expect(new Set(plans.map(({ mac }) => mac)).size).toBe(options.devices)
        for (const { mac } of plans) expect(mac).toMatch(/^02:CD:F0(:[0-9A-F]{2}){3}$/)
        if (options.space.network === null) {
          expect(plans.every(({ localAddress }) => localAddress === null)).toBe(true)
          expect(plans.every(({ persona, sketch }) => persona !== 'nat' && sketch !== 'seed')).toBe(true)
          return
        }
        const single = plans.filter(({ persona }) => persona !== 'nat')
        expect(new Set(single.map(({ localAddress }) => localAddress)).size).toBe(single.length)
        for (const { localAddress } of plans) expect(localAddress).toMatch(/^127\.77\.\d{1,3}\.\d{1,3}$/)
        for (const octet of plans.flatMap(({ localAddress }) => localAddress?.split('.') ?? [])) {
          expect(Number(octet)).toBeLessThan(255)
        }
      }),
      runs,
    )
  })

  it('has of each persona its share, and at least one', () => {
    const plans = plan({ devices: 200, shares: { ...none, brick: 0.01, flaky: 0.05, sleepy: 0.001 } })
    expect(['brick', 'flaky', 'sleepy', 'healthy'].map((name) => of(plans, name as 'brick').length)).toEqual([
      2, 10, 1, 187,
    ])
  })

  it('puts three at a time behind one router, and lets them say nothing of themselves', () => {
    const hidden = of(plan({ devices: 30, shares: { ...none, nat: 0.2 } }), 'nat')
    expect(hidden.map(({ localAddress }) => localAddress)).toEqual([
      ...Array(3).fill('127.77.200.1'),
      ...Array(3).fill('127.77.200.2'),
    ])
    expect(hidden.every(({ sketch, namesBoard }) => sketch === 'idf' && namesBoard)).toBe(true)
  })

  it('lets a sleeper poll ten times more seldom, and be heard as soon as the others', () => {
    fc.assert(
      fc.property(someFleet, (options) => {
        for (const { persona, intervalMs, phase } of planFleet(options)) {
          expect(intervalMs).toBe(persona === 'sleepy' ? 10 * options.intervalMs : options.intervalMs)
          expect(phase * intervalMs).toBeLessThan(options.intervalMs)
        }
      }),
      runs,
    )
  })

  it.each([
    [{ devices: 0 }, 'A fleet has 1 to 500 devices, not 0.'],
    [{ devices: 501 }, 'A fleet has 1 to 500 devices, not 501.'],
    [{ devices: 1.5 }, 'A fleet has 1 to 500 devices'],
    [{ shares: { ...none, brick: 0.6, flaky: 0.41 } }, 'The shares add up to more than all devices.'],
    [{ boards: [] }, 'at least one board'],
    [{ boards: [{ chip: 'ESP33', name: null }] }, 'There is no chip ESP33'],
  ])('refuses %j', (options, sentence) => {
    expect(() => plan(options)).toThrow(sentence)
  })
})
