import { afterEach, expect, it, vi } from 'vitest'
import type { BoardConsole } from './boardConsole.ts'
import { findImprov, loadImprov } from './improvWifi.ts'

afterEach(() => void vi.useRealTimers())

it('finds nothing where firmware does not answer, and leaves nothing behind that fails later', async () => {
  const { ImprovSerial } = await loadImprov()
  vi.useFakeTimers()
  const unhandled: unknown[] = []
  const take = (reason: unknown) => unhandled.push(reason)
  process.on('unhandledRejection', take)
  const sent: Uint8Array[] = []
  let listening = 0
  const board = {
    listen() {
      listening++
      return () => listening--
    },
    send: async (bytes: Uint8Array) => void sent.push(bytes),
  } as unknown as BoardConsole
  const found = findImprov(board, { timeoutMs: 3000, load: async () => ({ ImprovSerial }), onChange() {} })
  await vi.advanceTimersByTimeAsync(3100)
  expect(await found).toBeNull()
  expect(sent.length).toBeGreaterThan(1)
  expect(listening).toBe(0)
  // The SDK gives its own requests half a minute.
  await vi.advanceTimersByTimeAsync(60_000)
  vi.useRealTimers()
  await new Promise((resolve) => setTimeout(resolve, 20))
  process.off('unhandledRejection', take)
  expect(unhandled).toEqual([])
})
