import type { NetworkInterfaceInfo } from 'node:os'
import { expect, it } from 'vitest'
import { lanAddress } from './lanAddress.ts'

const v4 = (address: string, internal = false) =>
  ({ family: 'IPv4', address, internal }) as NetworkInterfaceInfo
const v6 = (address: string) => ({ family: 'IPv6', address, internal: false }) as NetworkInterfaceInfo

it('names the address of a real interface before that of a container bridge', () => {
  expect(lanAddress({ docker0: [v4('172.17.0.1')], eth0: [v6('fe80::1'), v4('192.168.1.10')] })).toBe(
    '192.168.1.10',
  )
})

it('prefers a private address, which boards have too, to a public one', () => {
  expect(lanAddress({ eth0: [v4('203.0.113.7')], wlan0: [v4('10.0.0.5')] })).toBe('10.0.0.5')
})

it('takes a public or virtual address when there is no other', () => {
  expect(lanAddress({ lo: [v4('127.0.0.1', true)], eth0: [v4('203.0.113.7')] })).toBe('203.0.113.7')
  expect(lanAddress({ tailscale0: [v4('100.64.0.3')] })).toBe('100.64.0.3')
})

it('names none on a machine with loopback only', () => {
  expect(lanAddress({ lo: [v4('127.0.0.1', true)] })).toBeNull()
})
