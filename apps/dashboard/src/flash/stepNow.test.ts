import type { FlashState } from '@cyberdeck-ota/flasher'
import { expect, test } from 'vitest'
import { exampleBoard, exampleFailure, examplePlan } from '../testing/exampleBoards.ts'
import { exampleWifi } from '../testing/exampleConsole.ts'
import { stepNow } from './stepNow.ts'

const board = await exampleBoard()
const plan = examplePlan(board)
const at = (flash: object) => stepNow(flash as FlashState)

test.each(['idle', 'choosing-port', 'connecting', 'checking', 'refused', 'done'])(
  'nobody is taken anywhere while it is %s',
  (kind) => expect(at({ kind, board, plan })).toBeNull(),
)

test.each([
  ['ready', 'write'],
  ['writing', 'write'],
  ['resetting', 'start'],
  ['console', 'start'],
])('once it is %s, the step is %s', (kind, step) => {
  expect(at({ kind, board, plan })).toEqual({ step, moment: kind })
})

test('what fails is told in the step where it failed', () => {
  expect(at(exampleFailure({ whileWriting: true, board }))?.step).toBe('write')
  expect(at(exampleFailure({}))?.step).toBe('board')
})

test('Wi-Fi is a step until the board is on it', async () => {
  expect(at(await exampleWifi({ step: 'choosing' }))?.step).toBe('wifi')
  expect(at(await exampleWifi({ step: 'joining' }))?.step).toBe('wifi')
  expect(at(await exampleWifi({ step: 'joined' }))?.step).toBe('fleet')
})
