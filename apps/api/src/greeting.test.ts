import { expect, it } from 'vitest'
import { addressesOf } from './addresses.ts'
import { greeting } from './greeting.ts'

const lan = { eth0: [{ family: 'IPv4', address: '192.168.1.10', internal: false }] } as never

it('tells boards the LAN address, not localhost', () => {
  const text = greeting(addressesOf({ HOST: '0.0.0.0', PUBLIC_URL: undefined }, 5000, lan), null)
  expect(text).toMatch(/Boards ask +http:\/\/192\.168\.1\.10:5000\/ota$/m)
  expect(text).toMatch(/on this machine +http:\/\/localhost:5000\/$/m)
  expect(text).not.toContain('Claim')
})

it('puts the claim code into the fragment of the link', () => {
  const text = greeting(addressesOf({ HOST: '0.0.0.0', PUBLIC_URL: undefined }, 5000, lan), 'ABCD-EFGH')
  expect(text).toContain('http://192.168.1.10:5000/claim#code=ABCD-EFGH')
  expect(text).toMatch(/on this machine +http:\/\/localhost:5000\/claim#code=ABCD-EFGH$/m)
})

it('uses PUBLIC_URL for everything that others are to open', () => {
  const addresses = addressesOf({ HOST: '127.0.0.1', PUBLIC_URL: 'https://ota.example.org' }, 5000, lan)
  expect(greeting(addresses, 'X')).toContain('https://ota.example.org/claim#code=X')
  expect(addresses).toMatchObject({ local: 'http://127.0.0.1:5000', reachable: true })
})

it('says when boards cannot reach it because it listens on loopback only', () => {
  const text = greeting(addressesOf({ HOST: '127.0.0.1', PUBLIC_URL: undefined }, 5000, lan), null)
  expect(text).toContain('Boards cannot reach this machine')
})

it('writes an IPv6 host in brackets and leaves out port 80', () => {
  expect(addressesOf({ HOST: '::1', PUBLIC_URL: undefined }, 5000, {}).local).toBe('http://[::1]:5000')
  expect(addressesOf({ HOST: '0.0.0.0', PUBLIC_URL: undefined }, 80, lan).public).toBe('http://192.168.1.10')
})
