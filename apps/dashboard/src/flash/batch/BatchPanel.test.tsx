import { expect, test, vi } from 'vitest'
import { exampleBatchBoard } from '../../testing/exampleBatch.ts'
import { exampleBoard, exampleDeskState, examplePlan } from '../../testing/exampleBoards.ts'
import { button, render, says } from '../../testing/render.tsx'
import { BatchPanel } from './BatchPanel.tsx'
import type { Batch, BatchState } from './batch.ts'

vi.setConfig({ testTimeout: 20_000 })

/** A batch that only remembers what it was asked to do. */
function fakeBatch(over: Partial<BatchState> = {}) {
  const state: BatchState = {
    on: false,
    step: { kind: 'next', unplug: false, problem: null },
    over: null,
    boards: [],
    sound: true,
    kept: true,
    ...over,
  }
  return {
    get: () => state,
    subscribe: () => () => {},
    turnOn: vi.fn(async () => {}),
    turnOff: vi.fn(),
    next: vi.fn(async () => {}),
    answer: vi.fn(),
    setSound: vi.fn(),
    clear: vi.fn(() => () => {}),
  } satisfies Batch
}

const idle = exampleDeskState({ kind: 'idle' })
const toggle = () => document.querySelector<HTMLInputElement>('input[role=switch]')

test('off, it says what it would do, and is turned on by its switch', async () => {
  const batch = fakeBatch()
  render(<BatchPanel batch={batch} state={idle} />)
  await says('Every board that is plugged in from now on is written without another click')
  toggle()?.click()
  expect(batch.turnOn).toHaveBeenCalled()
})

test('it does not take over a board that a person has begun with, and says so', async () => {
  const board = await exampleBoard()
  const state = exampleDeskState({ kind: 'ready', board, plan: examplePlan(board) })
  render(<BatchPanel batch={fakeBatch()} state={state} />)
  await says('Finish with the connected board, or cancel it, first.')
  expect(toggle()?.disabled).toBe(true)
})

test('Enter goes on with the next board, because its button has the focus', async () => {
  const batch = fakeBatch({ on: true, step: { kind: 'next', unplug: true, problem: null } })
  render(<BatchPanel batch={batch} state={idle} />)
  await says('Unplug it and plug in the next.')
  await vi.waitFor(() => expect(document.activeElement).toBe(button('Next board')))
  button('Next board').click()
  expect(batch.next).toHaveBeenCalled()
})

test.each([
  [exampleBatchBoard(), 'status', 'Board 24:6F:28:01:02:03 is written'],
  [
    exampleBatchBoard({ outcome: 'failed', sentence: 'Its cable was pulled.' }),
    'alert',
    'Board 24:6F:28:01:02:03 failed: Its cable was pulled.',
  ],
  [
    exampleBatchBoard({ outcome: 'does-not-start', sentence: 'It crashed.' }),
    'alert',
    'Board 24:6F:28:01:02:03 is written, but does not start: It crashed.',
  ],
])('what became of the last board stands above what comes next (%#)', async (over, role, words) => {
  const step = { kind: 'next', unplug: true, problem: null } as const
  render(<BatchPanel batch={fakeBatch({ on: true, step, over })} state={idle} />)
  await says('Unplug it and plug in the next.')
  const said = [...document.querySelectorAll(`[role=${role}]`)].map(({ textContent }) => textContent)
  expect(said).toContain(words)
})

test('who is at something else is left there', async () => {
  const field = document.body.appendChild(document.createElement('button'))
  field.focus()
  render(<BatchPanel batch={fakeBatch({ on: true })} state={idle} />)
  await says('Plug in a board.')
  expect(document.activeElement).toBe(field)
  field.remove()
})

test('while a board is on its way, and without firmware, Next says why it cannot be used', async () => {
  const batch = fakeBatch({ on: true, step: { kind: 'busy' } })
  render(<BatchPanel batch={batch} state={idle} />)
  await says('Leave it plugged in')
  expect(button('Next board').getAttribute('aria-description')).toContain('not finished')
  button('Next board').click()
  expect(batch.next).not.toHaveBeenCalled()
})

test('a board that was flashed already is asked about', async () => {
  const batch = fakeBatch({ on: true, step: { kind: 'asking', mac: '24:6F:28:01:02:03', number: 4 } })
  render(<BatchPanel batch={batch} state={idle} />)
  await says('Number 4 again?')
  button('Flash it again').click()
  button('Skip it').click()
  expect(batch.answer.mock.calls).toEqual([[true], [false]])
})

test('the list shows each board with its result and its first check-in, also while it is off', async () => {
  const boards = [
    exampleBatchBoard({ joinedAt: '2026-02-21T09:05:00.000Z' }),
    exampleBatchBoard({
      number: 2,
      mac: 'AA:BB:CC:DD:EE:02',
      outcome: 'failed',
      says: null,
      sentence: 'Its cable was pulled.',
    }),
    exampleBatchBoard({ number: 3, mac: 'AA:BB:CC:DD:EE:03' }),
  ]
  const batch = fakeBatch({ boards })
  render(<BatchPanel batch={batch} state={idle} />)
  await says('2 flashed, 1 failed')
  const rows = [...document.querySelectorAll('tbody tr')].map((row) => row.textContent)
  expect(rows.map((row) => row?.[0])).toEqual(['3', '2', '1'])
  expect(rows[0]).toContain('Not yet')
  expect(rows[1]).toContain('Its cable was pulled.')
  expect(document.querySelector('tbody a')?.getAttribute('href')).toContain('24%3A6F')
  button('Clear').click()
  await says('The list is cleared')
  expect(batch.clear).toHaveBeenCalled()
})

test('of a long list the latest are shown, and all of it on demand', async () => {
  const boards = Array.from({ length: 12 }, (_, i) =>
    exampleBatchBoard({ number: i + 1, mac: `24:6F:28:00:00:${10 + i}` }),
  )
  render(<BatchPanel batch={fakeBatch({ boards })} state={idle} />)
  await says('12 flashed')
  const firsts = () => [...document.querySelectorAll('tbody td:first-child')].map((cell) => cell.textContent)
  expect(firsts()).toEqual(['12', '11', '10', '9', '8'])
  button('Show all 12').click()
  await vi.waitFor(() => expect(firsts()).toHaveLength(12))
})

test('a browser that keeps nothing over a reload is told of', async () => {
  render(<BatchPanel batch={fakeBatch({ on: true, kept: false })} state={idle} />)
  await says('does not keep the list over a reload')
})
