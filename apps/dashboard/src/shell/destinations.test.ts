import { expect, test } from 'vitest'
import { exampleProduct, exampleRegistry } from '../testing/examples.ts'
import { destinations } from './destinations.ts'

const registry = exampleRegistry({
  default: exampleProduct(['1.00', '1.01']),
  thermo: exampleProduct(['2.0']),
})

test('without words the pages come first', () => {
  expect(destinations(registry, '').map(({ label }) => label)).toEqual([
    'Overview',
    'Devices',
    'Firmware',
    'Products',
    'Flash',
    'Settings',
    'default',
    'thermo',
    '1.00',
    '1.01',
    '2.0',
  ])
})

test('a product is found by its name, before its releases', () => {
  expect(destinations(registry, 'thermo')).toEqual([
    { to: '/products/thermo', label: 'thermo', detail: 'Product' },
    { to: '/firmware/thermo/2.0', label: '2.0', detail: 'Release of thermo' },
  ])
})

test('a release is found by its version and its product', () => {
  expect(destinations(registry, 'thermo 2')).toEqual([
    { to: '/firmware/thermo/2.0', label: '2.0', detail: 'Release of thermo' },
  ])
})

test('the page that flashes boards is found by what people call it', () => {
  for (const words of ['flash', 'USB', 'serial']) {
    expect(destinations(registry, words)).toMatchObject([{ to: '/flash', label: 'Flash' }])
  }
})
