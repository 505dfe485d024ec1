import { expect, test } from 'vitest'
import { exampleProduct, exampleRegistry, exampleServer } from '../testing/examples.ts'
import { health, healthSentence } from './health.ts'

const registry = exampleRegistry({ default: exampleProduct(['1.01', '1.02']) })
const server = (running: { product: string; version: string | null; devices: number }[]) =>
  exampleServer({ fleet: { devices: 1, lastCheckInAt: '2026-02-21T09:00:00.000Z', running } })

test('a device counts as being where it should when it runs what a channel of its product points at', () => {
  const counts = health(registry, [
    { product: 'default', version: '1.02', devices: 3 },
    { product: 'default', version: 'v1.2.0', devices: 2 },
    { product: 'default', version: '1.01', devices: 4 },
    { product: 'default', version: null, devices: 1 },
    { product: 'constructor', version: '1.02', devices: 1 },
  ])
  expect(counts).toEqual({ devices: 11, asIntended: 5 })
})

test('the sentence says how many run what is intended and how much needs the owner', () => {
  const some = server([
    { product: 'default', version: '1.02', devices: 241 },
    { product: 'default', version: '1.01', devices: 7 },
  ])
  expect(healthSentence(registry, some, 3)).toBe(
    '241 of 248 devices run the intended release. 3 things need you.',
  )
  const all = server([{ product: 'default', version: '1.02', devices: 2 }])
  expect(healthSentence(registry, all, 0)).toBe('All 2 devices run the intended release.')
})

test('silence is not taken for health', () => {
  expect(healthSentence(registry, exampleServer(), 0)).toBe(
    'No board has checked in since the server started.',
  )
  expect(healthSentence(registry, server([]), 1)).toBe(
    'Boards check in, but none of them says which one it is. One thing needs you.',
  )
})
