import { expect, test } from 'vitest'
import { exampleBatchBoard as board } from '../../testing/exampleBatch.ts'
import { batchCsv, batchFileName } from './batchCsv.ts'

test('the table has a heading, and a line for each board', () => {
  const failed = board({
    number: 2,
    mac: null,
    chip: null,
    outcome: 'failed',
    says: null,
    sentence: 'No, "never".',
  })
  expect(batchCsv([board({ joinedAt: '2026-02-21T09:05:00.000Z' }), failed])).toBe(
    '\uFEFFnumber,MAC,chip,firmware,flashed at,seconds,result,says,problem,first check-in at\r\n' +
      '1,24:6F:28:01:02:03,ESP32,thermo 2.34,2026-02-21T09:00:00.000Z,12.3,Flashed,2.34,,2026-02-21T09:05:00.000Z\r\n' +
      '2,,,thermo 2.34,2026-02-21T09:00:00.000Z,12.3,Failed,,"No, ""never"".",\r\n',
  )
})

test('what a board says of itself is no formula to a spreadsheet', () => {
  expect(batchCsv([board({ says: '=1+1' })])).toContain(",'=1+1,")
})

test('the file is named after the day', () => {
  expect(batchFileName(Date.parse('2026-02-21T09:00:00.000Z'))).toBe('boards-2026-02-21.csv')
})
