import { expect, test } from 'vitest'
import { exampleCheckIn, exampleProduct, exampleRegistry } from '../../testing/examples.ts'
import { steps } from './steps.ts'

const done = (evidence: Partial<Parameters<typeof steps>[0]>) =>
  steps({ registry: exampleRegistry(), checkIns: [], copied: false, ...evidence })
    .filter((step) => step.done)
    .map((step) => step.name)

const one = exampleRegistry({ default: exampleProduct(['1.00']) })
const two = exampleRegistry({ default: exampleProduct(['1.00', '1.01']) })

test('on an empty server nothing is done', () => {
  expect(done({})).toEqual([])
})

test('each step ticks itself by what can be seen of it', () => {
  expect(done({ registry: one })).toEqual(['upload'])
  expect(done({ registry: one, copied: true })).toEqual(['upload', 'sketch'])
  expect(done({ registry: one, checkIns: [exampleCheckIn()] })).toEqual(['upload', 'sketch', 'check-in'])
})

test('a board that runs the only release may have got it by USB, so that is no update yet', () => {
  expect(done({ registry: one, checkIns: [exampleCheckIn()] })).not.toContain('update')
  expect(done({ registry: two, checkIns: [exampleCheckIn()] })).toContain('update')
})

test('an image taken to the last byte is an update, unless a browser took it', () => {
  const download = { state: 'complete', sent: 9, size: 9, approximate: false } as const
  const taken = exampleCheckIn({
    verdict: 'update',
    download,
    reason: { code: 'version-unknown', target: '1.00' },
  })
  expect(done({ registry: one, checkIns: [taken] })).toContain('update')
  expect(done({ registry: one, checkIns: [{ ...taken, client: 'plain' }] })).not.toContain('update')
})

test('a request that was refused is no check-in', () => {
  expect(done({ checkIns: [exampleCheckIn({ verdict: 'refused' })] })).toEqual([])
})

test('the demo fleet ticks nothing: it has set up nothing of one’s own', () => {
  const registry = exampleRegistry({ demo: { ...exampleProduct(['1.00', '1.01']), demo: true } })
  expect(done({ registry, checkIns: [exampleCheckIn({ product: 'demo' })] })).toEqual([])
})
