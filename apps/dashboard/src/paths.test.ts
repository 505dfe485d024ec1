import { deviceOfUrl } from '@cyberdeck-ota/schema'
import { expect, test } from 'vitest'
import { paths } from './paths.ts'

test('every page has its address', () => {
  const { device, release, product, ...plain } = paths
  expect(Object.fromEntries(Object.entries(plain).map(([name, path]) => [name, path()]))).toEqual({
    overview: '/',
    devices: '/devices',
    firmware: '/firmware',
    products: '/products',
    flash: '/flash',
    settings: '/settings',
    signIn: '/sign-in',
    claim: '/claim',
  })
  expect(release({ product: 'thermo', version: '1.02+a' })).toBe('/firmware/thermo/1.02%2Ba')
  expect(product('thermo')).toBe('/products/thermo')
  expect(device('AA:BB:CC:DD:EE:01')).toBe('/devices/AA%3ABB%3ACC%3ADD%3AEE%3A01')
})

test.each(['.', '..', '../x', '~', '~x', 'a/b', '%', '%41', '?', '#a', '$id', 'address:fe80::1', 'views'])(
  'the page of a device that calls itself %j is one segment that a browser leaves as it is',
  (id) => {
    const path = paths.device(id)
    expect(new URL(path, 'http://localhost').pathname).toBe(path)
    const [, , segment = '', ...more] = path.split('/')
    expect([deviceOfUrl(decodeURIComponent(segment)), more]).toEqual([id, []])
  },
)
