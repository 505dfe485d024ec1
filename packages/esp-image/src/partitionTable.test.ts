import { expect, test } from 'vitest'
import { findPartitionTable, makePartitionTable, parsePartitionTable } from './index.ts'
import { partition, twoSlots } from './makeMergedImage.ts'

test('a partition table reads back as it was made', () => {
  expect(parsePartitionTable(makePartitionTable())).toEqual(twoSlots)
})

test('a table without MD5 reads as well, one with a wrong MD5 does not', () => {
  const table = makePartitionTable()
  const end = twoSlots.length * 32
  expect(parsePartitionTable(table.slice().fill(0xff, end))).toEqual(twoSlots)
  table[end + 20] = (table[end + 20] ?? 0) ^ 1
  expect(parsePartitionTable(table)).toBeNull()
})

test('an entry off the sector grid or without size makes no table', () => {
  expect(parsePartitionTable(makePartitionTable([partition('app', 0, 0, 0x10100, 0x1000)]))).toBeNull()
  expect(parsePartitionTable(makePartitionTable([partition('app', 0, 0, 0x10000, 0)]))).toBeNull()
})

test('a table is found on any sector boundary of the first 256 KiB', () => {
  const flash = new Uint8Array(0x20000).fill(0xff)
  expect(findPartitionTable(flash)).toBeNull()
  flash.set(makePartitionTable(), 0x9000)
  expect(findPartitionTable(flash)).toEqual({ offset: 0x9000, partitions: twoSlots })
})
