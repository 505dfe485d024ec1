import { expect, test } from 'vitest'
import { paths } from './paths.ts'

test('every page has its address', () => {
  expect(
    Object.fromEntries(
      Object.entries(paths).map(([name, path]) => [name, path({ product: 'thermo', version: '1.02+a' })]),
    ),
  ).toEqual({
    overview: '/',
    firmware: '/firmware',
    release: '/firmware/thermo/1.02%2Ba',
    settings: '/settings',
    signIn: '/sign-in',
    claim: '/claim',
  })
})
