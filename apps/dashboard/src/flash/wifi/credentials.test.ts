import { expect, it } from 'vitest'
import { whyNotJoin } from './credentials.ts'

const network = { name: 'Workshop', rssi: -48, secured: true }

it('a network with a lock wants a password; an open one, or one named by hand, may have none', () => {
  expect(whyNotJoin({ network, ssid: 'Workshop', password: '' })).toContain('password')
  expect(whyNotJoin({ network, ssid: 'Workshop', password: 'x' })).toBeNull()
  expect(whyNotJoin({ network: { ...network, secured: false }, ssid: 'Workshop', password: '' })).toBeNull()
  expect(whyNotJoin({ network: null, ssid: 'Hidden', password: '' })).toBeNull()
})

it('a name is asked for, and counted in bytes', () => {
  expect(whyNotJoin({ network: null, ssid: '', password: 'x' })).toContain('Choose a network')
  expect(whyNotJoin({ network: null, ssid: 'ü'.repeat(16), password: '' })).toBeNull()
  expect(whyNotJoin({ network: null, ssid: 'ü'.repeat(17), password: '' })).toContain('32 bytes')
})

it('a password that is pasted with too much is not cut, but said to be too long', () => {
  expect(whyNotJoin({ network, ssid: 'Workshop', password: 'x'.repeat(64) })).toBeNull()
  expect(whyNotJoin({ network, ssid: 'Workshop', password: 'x'.repeat(65) })).toContain('64 characters')
})
