import { SimulateRequest } from '@cyberdeck-ota/schema'
import { expect, test } from 'vitest'
import { exampleProduct, exampleRegistry } from '../testing/examples.ts'
import { namesOf, requestOf } from './simulated.ts'

const empty = { product: '', version: ' ', device: '', board: '', channel: '', client: 'plain' } as const

test('what is left empty is not said, and no product is the default one', () => {
  expect(requestOf(empty)).toEqual({ product: 'default', client: 'plain' })
})

test('what is typed is said without the spaces around it, in the form the API takes', () => {
  const request = requestOf({ ...empty, product: 'pump', version: ' 1.02', device: 'AA:BB:CC:DD:EE:01 ' })
  expect(request).toEqual({
    product: 'pump',
    client: 'plain',
    version: '1.02',
    device: 'AA:BB:CC:DD:EE:01',
  })
  expect(SimulateRequest.parse(request)).toMatchObject(request)
})

test('names are completed from the product typed, and an unknown one has none', () => {
  const registry = exampleRegistry({ pump: exampleProduct(['1.01', '1.02']) })
  expect(namesOf(registry, 'pump')).toEqual({
    products: ['pump'],
    versions: ['1.01', '1.02'],
    boards: ['default'],
    channels: ['stable'],
  })
  expect(namesOf(registry, 'constructor').versions).toEqual([])
})
