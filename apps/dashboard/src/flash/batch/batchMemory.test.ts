import { expect, test, vi } from 'vitest'
import { exampleBatchBoard } from '../../testing/exampleBatch.ts'
import { createBatchMemory } from './batchMemory.ts'

/** A browser's memory with this in it. */
function storage(kept: string | null = null) {
  return {
    getItem: () => kept,
    setItem(_: string, text: string) {
      kept = text
    },
  }
}

test('what is saved is there again', () => {
  const store = storage()
  const saved = { boards: [exampleBatchBoard(), exampleBatchBoard({ number: 2 })], sound: false }
  expect(createBatchMemory(() => store).save(saved)).toBe(true)
  expect(createBatchMemory(() => store).load()).toEqual(saved)
})

test('that it is not known when a board was heard before is kept too', () => {
  const store = storage()
  const { before: _, ...board } = exampleBatchBoard()
  createBatchMemory(() => store).save({ boards: [board], sound: true })
  expect(createBatchMemory(() => store).load().boards[0]).not.toHaveProperty('before')
})

test.each([null, 'no JSON', '{"boards":[{}],"sound":true}'])('from %j an empty list begins', (kept) => {
  expect(createBatchMemory(() => storage(kept)).load()).toEqual({ boards: [], sound: true })
})

test('a browser that keeps nothing is told of', () => {
  const memory = createBatchMemory(() => {
    throw new DOMException('The operation is insecure.', 'SecurityError')
  })
  expect(memory.load().boards).toEqual([])
  expect(memory.save({ boards: [], sound: true })).toBe(false)
})

test('what another tab saves is told of, and nothing else', () => {
  const told = vi.fn()
  createBatchMemory(() => storage()).watch(told)
  window.dispatchEvent(new StorageEvent('storage', { key: 'something-else' }))
  expect(told).not.toHaveBeenCalled()
  window.dispatchEvent(new StorageEvent('storage', { key: 'cyberdeck-flash-batch' }))
  expect(told).toHaveBeenCalledTimes(1)
})
