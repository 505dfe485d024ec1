import { expect, test, vi } from 'vitest'
import { createDropTakers } from './dropTakers.ts'

test('of several that want the files the last one gets them, and the one before it once that is gone', () => {
  const takers = createDropTakers()
  const heard = vi.fn()
  takers.subscribe(heard)
  const page = { take: () => {}, words: 'Drop to flash' }
  const dialog = { take: () => {}, words: 'Drop the parts' }
  const leavePage = takers.add(page)
  const leaveDialog = takers.add(dialog)
  expect(takers.get()).toBe(dialog)
  leaveDialog()
  expect(takers.get()).toBe(page)
  leavePage()
  expect(takers.get()).toBeNull()
  expect(heard).toHaveBeenCalledTimes(4)
})

test('one that leaves early takes nothing from the one that came after it', () => {
  const takers = createDropTakers()
  const dialog = { take: () => {}, words: 'Drop the parts' }
  const leavePage = takers.add({ take: () => {}, words: 'Drop to flash' })
  takers.add(dialog)
  leavePage()
  expect(takers.get()).toBe(dialog)
})
