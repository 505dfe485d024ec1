import { expect, test, vi } from 'vitest'
import { everyFrame } from './everyFrame.ts'

function frames() {
  const waiting = new Map<number, FrameRequestCallback>()
  let last = 0
  return {
    requestAnimationFrame(callback: FrameRequestCallback) {
      waiting.set(++last, callback)
      return last
    },
    cancelAnimationFrame: (id: number) => void waiting.delete(id),
    pass() {
      const due = [...waiting.values()]
      waiting.clear()
      for (const callback of due) callback(0)
    },
  }
}

test('a call is passed on at once, and those behind it as one at the end of the frame', () => {
  const screen = frames()
  const listener = vi.fn()
  const { call } = everyFrame(listener, screen)
  call()
  expect(listener).toHaveBeenCalledTimes(1)
  for (let i = 0; i < 100; i++) call()
  expect(listener).toHaveBeenCalledTimes(1)
  screen.pass()
  expect(listener).toHaveBeenCalledTimes(2)
  screen.pass()
  expect(listener).toHaveBeenCalledTimes(2)
  call()
  expect(listener).toHaveBeenCalledTimes(3)
})

test('nothing is passed on after the end', () => {
  const screen = frames()
  const listener = vi.fn()
  const { call, stop } = everyFrame(listener, screen)
  call()
  call()
  stop()
  screen.pass()
  expect(listener).toHaveBeenCalledTimes(1)
})
