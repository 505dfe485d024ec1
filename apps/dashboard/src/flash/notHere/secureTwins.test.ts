import { expect, test } from 'vitest'
import { secureTwins } from './secureTwins.ts'

test('the same page is on localhost at the server itself, and at the end of a tunnel', () => {
  expect(secureTwins('http://192.168.1.10:5000/flash?product=thermo&version=2.34')).toEqual({
    onServer: 'http://localhost:5000/flash?product=thermo&version=2.34',
    sshLine: 'ssh -N -L 5050:localhost:5000 user@192.168.1.10',
    throughTunnel: 'http://localhost:5050/flash?product=thermo&version=2.34',
  })
})

test('a page without a port in its address is on port 80', () => {
  expect(secureTwins('http://ota.lan/flash')).toEqual({
    onServer: 'http://localhost/flash',
    sshLine: 'ssh -N -L 5050:localhost:80 user@ota.lan',
    throughTunnel: 'http://localhost:5050/flash',
  })
})

test('an IPv6 address is written as ssh takes it', () => {
  expect(secureTwins('http://[fd00::10]:5000/flash').sshLine).toBe(
    'ssh -N -L 5050:localhost:5000 user@fd00::10',
  )
})
