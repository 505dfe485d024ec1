import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRoster } from './roster.ts'

const mac = (number: number) =>
  (0x246f28000000 + number)
    .toString(16)
    .toUpperCase()
    .replace(/..(?=.)/g, '$&:')
const id = fc.oneof(
  fc.nat({ max: 20 }).map(mac),
  fc.nat({ max: 20 }).map((number) => `board-${number}`),
  fc.constantFrom('küche', '24:6f:28:00:00:01', 'x'.repeat(200)),
)
const step = fc.record({ do: fc.constantFrom('add', 'add', 'remove'), id })

test('the roster finds every device by the id it was added with, whatever comes and goes', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const roster = createRoster({ strong: 1_000, weak: 0 })
      const expected = new Map<string, number>()
      for (const { do: what, id } of steps) {
        if (what === 'add') {
          const device = roster.add(id, 'id')
          expect(device === -1).toBe(expected.has(id))
          if (device !== -1) expected.set(id, device)
          continue
        }
        const device = expected.get(id)
        expect(roster.find(id)).toBe(device ?? -1)
        if (device === undefined) continue
        roster.remove(device)
        expected.delete(id)
      }
      expect(roster.strong).toBe(expected.size)
      for (const [id, device] of expected)
        expect([roster.find(id), roster.idOf(device)]).toEqual([device, id])
      expect(new Set(expected.values()).size).toBe(expected.size)
    }),
  )
})

test('what is known of a device is gone with it, and not the next one’s', () => {
  const roster = createRoster({ strong: 10, weak: 0 })
  const first = roster.add('a', 'neighbour')
  roster.columns.row[first] = 7
  roster.remove(first)
  const next = roster.add('b', 'mac')
  expect([next, roster.columns.row[next], roster.identityOf(next)]).toEqual([first, 0, 'mac'])
})

test('there is room for so many devices of each kind, and not for one more', () => {
  const roster = createRoster({ strong: 2, weak: 1 })
  expect(roster.add('address:10.0.0.1', 'address')).not.toBe(-1)
  expect(roster.hasRoom(true)).toBe(false)
  expect(roster.add('address:10.0.0.2', 'address')).toBe(-1)
  roster.add('a', 'id')
  expect(roster.hasRoom(false)).toBe(true)
  const b = roster.add('b', 'id')
  expect([roster.hasRoom(false), roster.add('c', 'id')]).toEqual([false, -1])
  roster.remove(b)
  expect(roster.add('c', 'id')).toBe(b)
  expect([roster.strong, roster.weak]).toEqual([2, 1])
})

test('a device is told by the surest thing it was ever told by', () => {
  const roster = createRoster({ strong: 2, weak: 1 })
  const device = roster.add(mac(1), 'neighbour')
  expect([roster.strengthen(device, 'mac'), roster.identityOf(device)]).toEqual([true, 'mac'])
  expect([roster.strengthen(device, 'neighbour'), roster.identityOf(device)]).toEqual([false, 'mac'])
})

test('ids that are written out do not pile up while devices come and go', () => {
  const roster = createRoster({ strong: 100, weak: 0 })
  const kept = roster.add('kept', 'id')
  for (let round = 0; round < 20_000; round += 1) roster.remove(roster.add(`board-${round}`, 'id'))
  expect(roster.idOf(kept)).toBe('kept')
  expect(roster.bytes).toBeLessThan(200_000)
})

test('a hundred thousand devices take less than 110 bytes each', () => {
  const roster = createRoster({ strong: 1_000_000, weak: 0 })
  const count = 100_000
  for (let number = 0; number < count; number += 1) roster.add(mac(number), 'mac')
  expect(roster.bytes / count).toBeLessThan(110)
})
