import { expect, test } from 'vitest'
import { createFirmwareReader } from './firmwareReader.ts'
import type { ReaderQuestion, ReaderReply } from './readerMessages.ts'

/** Stands in for a worker: keeps the questions, and answers when told. */
function fakeWorker() {
  const asked: ReaderQuestion[] = []
  const worker = {
    onmessage: null as ((event: { data: ReaderReply }) => void) | null,
    onerror: null as (() => void) | null,
    terminated: false,
    postMessage: (question: ReaderQuestion) => asked.push(question),
    terminate() {
      worker.terminated = true
    },
  }
  return { worker, asked, reply: (data: ReaderReply) => worker.onmessage?.({ data }) }
}

const file = new Blob(['x'])

test('answers find their questions in whatever order they come', async () => {
  const { worker, asked, reply } = fakeWorker()
  const reader = createFirmwareReader(() => worker as unknown as Worker)
  const first = reader.contains(file, '1.02')
  const second = reader.contains(file, '1.03')
  expect(asked.map((question) => 'text' in question && question.text)).toEqual(['1.02', '1.03'])
  reply({ id: asked[1]?.id ?? 0, answer: false })
  reply({ id: asked[0]?.id ?? 0, answer: true })
  expect([await first, await second]).toEqual([true, false])
})

test('a file that cannot be read rejects its own question only', async () => {
  const { worker, asked, reply } = fakeWorker()
  const reader = createFirmwareReader(() => worker as unknown as Worker)
  const bad = reader.read(file)
  const good = reader.contains(file, 'x')
  reply({ id: asked[0]?.id ?? 0, error: 'The requested file could not be read' })
  reply({ id: asked[1]?.id ?? 0, answer: true })
  await expect(bad).rejects.toThrow('could not be read')
  expect(await good).toBe(true)
})

test('when the worker breaks, everything asked is rejected and the next question starts another', async () => {
  const workers = [fakeWorker(), fakeWorker()]
  let started = 0
  const reader = createFirmwareReader(() => workers[started++]?.worker as unknown as Worker)
  const lost = reader.read(file)
  workers[0]?.worker.onerror?.()
  await expect(lost).rejects.toThrow()
  expect(workers[0]?.worker.terminated).toBe(true)
  const next = reader.contains(file, 'x')
  workers[1]?.reply({ id: workers[1].asked[0]?.id ?? 0, answer: true })
  expect(await next).toBe(true)
})
