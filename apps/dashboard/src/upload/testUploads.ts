import type { UploadResult } from '@cyberdeck-ota/schema'
import { expect, vi } from 'vitest'
import { readFirmware } from './firmwareReading.ts'
import type { Shipment, Transport } from './transport.ts'
import type { UploadState } from './uploadState.ts'
import { createUploads } from './uploads.ts'

interface Sent {
  shipment: Shipment
  signal: AbortSignal
  progress: (sent: number, total: number) => void
  answer: (result: UploadResult) => void
  fail: (problem: Error) => void
}

/** For tests: a store whose transport does nothing by itself: `sent` holds what was handed to it, to be answered by the test. */
export function testUploads({ limit = 10_000_000, read = readFirmware } = {}) {
  const sent: Sent[] = []
  const send: Transport = (shipment, { signal, onProgress }) =>
    new Promise((answer, fail) => {
      signal.addEventListener('abort', () => fail(signal.reason as Error))
      sent.push({ shipment, signal, progress: onProgress, answer, fail })
    })
  const clock = { now: 0 }
  const onKept = vi.fn()
  const onProblem = vi.fn()
  const uploads = createUploads({
    reader: { read },
    send,
    now: () => clock.now,
    suggest: (fileName) => ({
      version: fileName,
      product: 'default',
      board: '',
      notes: '',
      channel: 'stable',
    }),
    limit: () => limit,
    onKept,
    onProblem,
  })
  const state = (index = 0): UploadState =>
    uploads.get().items[index]?.state ?? { step: 'refused', sentence: 'gone' }
  const until = (step: UploadState['step'], index = 0) =>
    vi.waitFor(() => expect(state(index).step).toBe(step))
  const add = (...files: [name: string, bytes: Uint8Array][]) =>
    uploads.add(files.map(([name, bytes]) => new File([new Uint8Array(bytes)], name)))
  return { uploads, sent, clock, onKept, onProblem, state, until, add }
}
