import { setChannel } from '@cyberdeck-ota/core'
import { expect, test } from 'vitest'
import { exampleProduct, exampleRegistry } from '../testing/examples.ts'
import { reachOf, reachSentence } from './reach.ts'

const pump = exampleProduct(['1.01', '1.02', '1.03'])
const registry = exampleRegistry({ pump })
const running = [
  { product: 'pump', version: '1.01', devices: 4 },
  { product: 'pump', version: '1.2', devices: 8 },
  { product: 'pump', version: '1.03', devices: 16 },
  { product: 'pump', version: null, devices: 1 },
  { product: 'other', version: '1.01', devices: 100 },
]
const reach = (recall: boolean, from = registry) =>
  reachOf(
    setChannel({ product: 'pump', channel: 'stable', version: '1.02', recall }),
    from,
    running,
    'pump',
    'stable',
  )

test('devices that run something older, or do not say what, get the update; newer ones are left alone', () => {
  expect(reach(false)).toEqual({ updated: 5, newer: 16 })
})

test('with recall the newer ones get it too', () => {
  expect(reach(true)).toEqual({ updated: 21, newer: 0 })
})

test('nothing is counted where the counts cannot tell: several channels, several boards, a refused change', () => {
  const beta = { ...pump.channels, beta: { version: '1.03', recall: false } }
  expect(reach(false, exampleRegistry({ pump: { ...pump, channels: beta } }))).toBeNull()
  const boards = { ...pump.boards, mini: { chip: 'ESP32' } }
  expect(reach(false, exampleRegistry({ pump: { ...pump, boards } }))).toBeNull()
  expect(reach(false, exampleRegistry())).toBeNull()
})

test('the sentence counts in words and is silent about nobody', () => {
  expect(reachSentence({ updated: 1, newer: 0 })).toBe('1 device gets it at the next check-in.')
  expect(reachSentence({ updated: 1200, newer: 2 })).toBe(
    '1,200 devices get it at the next check-in. 2 devices run something newer and are left alone.',
  )
  expect(reachSentence({ updated: 0, newer: 0 })).toBe('')
})
