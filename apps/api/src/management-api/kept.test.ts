import { expect, test, vi } from 'vitest'
import { kept } from './kept.ts'

function counted() {
  const clock = { now: 0 }
  const read = vi.fn(async () => read.mock.calls.length)
  return { clock, read, value: kept(10, () => clock.now, read) }
}

test('those who ask at the same time share one reading', async () => {
  const { read, value } = counted()
  expect(await Promise.all([value(), value()])).toEqual([1, 1])
  expect(read).toHaveBeenCalledTimes(1)
})

test('what was read is kept for its time, and no longer', async () => {
  const { clock, value } = counted()
  expect(await value()).toBe(1)
  clock.now = 9
  expect(await value()).toBe(1)
  clock.now = 10
  expect(await value()).toBe(2)
})

test('a clock that is put back ends the time too', async () => {
  const { clock, value } = counted()
  expect(await value()).toBe(1)
  clock.now = -3_600_000
  expect(await value()).toBe(2)
})

test('a reading that failed is not kept', async () => {
  const { read, value } = counted()
  read.mockRejectedValueOnce(new Error('no disk'))
  await expect(value()).rejects.toThrow('no disk')
  expect(await value()).toBe(2)
})
