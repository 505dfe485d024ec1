import { expect, test } from 'vitest'
import {
  exampleApp,
  exampleBoard,
  exampleFactory,
  exampleFile,
  examplePlan,
} from '../../testing/exampleBoards.ts'
import { halfWrittenWords, leavesRunning } from './halfWritten.ts'

const board = await exampleBoard()
const at = (address: number, bytes = exampleApp('2.34')) => ({ ...exampleFile(bytes), address })

test('a plan for the spare slot leaves what runs', () => {
  const plan = examplePlan(board)
  expect(plan.writes.map(({ part }) => part)).toEqual(['app', 'otadata'])
  expect(leavesRunning(board, plan)).toBe(true)
  expect(halfWrittenWords({ board, plan })).toContain('still starts what it had')
})

test.each([
  ['the slot that runs', examplePlan(board, at(0x10000))],
  ['the bootloader and the table', examplePlan(board, exampleFile(exampleFactory()))],
  ['everything, by erasing it', { ...examplePlan(board), eraseAll: true }],
])('a plan that takes %s does not', (_, plan) => {
  expect(leavesRunning(board, plan)).toBe(false)
  expect(halfWrittenWords({ board, plan })).toContain('may not start until it is flashed again')
})

test.each([0, 0x8000, 0x10000, 0x14fffc])('nor does one write at 0x%x', (address) => {
  const plan = examplePlan(board)
  const [first] = plan.writes
  if (!first) throw new Error('There is nothing to write.')
  expect(leavesRunning(board, { ...plan, writes: [{ ...first, address, bytes: new Uint8Array(8) }] })).toBe(
    false,
  )
})

test('a board on which nothing runs has nothing left to start', async () => {
  const blank = await exampleBoard({}, new Uint8Array())
  expect(leavesRunning(blank, examplePlan(board))).toBe(false)
  expect(leavesRunning({ ...board, contents: null }, examplePlan(board))).toBe(false)
})
