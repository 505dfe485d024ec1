import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readArpTable } from './arpTable.ts'

const header = 'IP address       HW type     Flags       HW address            Mask     Device\n'
const row = (address: string, mac: string, { type = '0x1', flags = '0x2', device = 'eth0' } = {}) =>
  `${address.padEnd(16)} ${type}         ${flags}         ${mac}     *        ${device}\n`
const read = (...rows: string[]) => Object.fromEntries(readArpTable(header + rows.join('')))

test('each resolved address has its card’s MAC', () => {
  expect(
    read(row('192.168.1.7', '24:6f:28:ad:ff:04'), row('192.168.1.8', '24:6f:28:ad:ff:05', { flags: '0x6' })),
  ).toEqual({ '192.168.1.7': '24:6F:28:AD:FF:04', '192.168.1.8': '24:6F:28:AD:FF:05' })
})

test.each([
  ['not resolved yet', row('10.0.0.1', '24:6f:28:ad:ff:04', { flags: '0x0' })],
  ['resolved to nothing', row('10.0.0.1', '00:00:00:00:00:00')],
  ['of hardware that is no Ethernet', row('10.0.0.1', '24:6f:28:ad:ff:04', { type: '0x20' })],
  ['of a virtual bridge', row('172.17.0.1', '02:42:ac:11:00:02')],
  ['of another form', '10.0.0.1 0x1 0x2\n'],
])('an entry %s is passed over', (_what, entry) => {
  expect(read(entry, row('10.0.0.2', '24:6f:28:ad:ff:05'))).toEqual({ '10.0.0.2': '24:6F:28:AD:FF:05' })
})

test('a card that answers for several addresses is nobody’s MAC', () => {
  const router = '24:6f:28:00:00:01'
  expect(read(...['10.0.0.1', '10.0.0.2', '10.0.0.3'].map((address) => row(address, router)))).toEqual({
    '10.0.0.1': null,
    '10.0.0.2': null,
    '10.0.0.3': null,
  })
})

test('an address that two cards claim has no MAC, and one that is listed twice has', () => {
  const twice = row('10.0.0.2', '24:6f:28:00:00:03')
  const other = { device: 'wlan0' }
  expect(
    read(
      row('10.0.0.1', '24:6f:28:00:00:01'),
      row('10.0.0.1', '24:6f:28:00:00:02', other),
      twice,
      row('10.0.0.2', '24:6f:28:00:00:03', other),
    ),
  ).toEqual({ '10.0.0.1': null, '10.0.0.2': '24:6F:28:00:00:03' })
})

test('no MAC ever stands for two addresses, whatever the table holds', () => {
  const rows = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 })).map(([host, card]) => {
      return row(`10.0.0.${host}`, `24:6f:28:00:00:0${card}`)
    }),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(rows, fc.string(), (entries, noise) => {
      const macs = [...readArpTable([...entries, noise, '\n', ...entries].join('')).values()]
      const told = macs.filter((mac) => mac !== null)
      expect(new Set(told).size).toBe(told.length)
    }),
  )
})
