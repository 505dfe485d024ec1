import { expect, test } from 'vitest'
import { exampleProduct, exampleRegistry } from '../testing/examples.ts'
import { isStepBack, pointerOf } from './setLatest.ts'

const registry = (versions: string[]) => exampleRegistry({ default: exampleProduct(versions) })
const move = (version: string) => ({ product: 'default', channel: 'stable', version })

test('only an older release than the one pointed at is a step back', () => {
  const at110 = registry(['1.9', '1.11', '1.10'])
  expect(isStepBack(at110, move('1.9'))).toBe(true)
  expect(isStepBack(at110, move('1.11'))).toBe(false)
  expect(isStepBack(at110, move('1.10.0'))).toBe(false)
})

test('without an order there is no back, and every device gets what is published', () => {
  expect(isStepBack(registry(['1.0', 'nightly']), move('1.0'))).toBe(false)
  expect(isStepBack(registry(['nightly', '1.0']), move('nightly'))).toBe(false)
})

test('a channel that points nowhere is no channel to step back from', () => {
  const beta = { product: 'default', channel: 'beta', version: '1.0' }
  expect(isStepBack(registry(['1.0', '2.0']), beta)).toBe(false)
  expect(pointerOf(registry(['1.0']), { product: 'default', channel: 'constructor' })).toBeNull()
})
