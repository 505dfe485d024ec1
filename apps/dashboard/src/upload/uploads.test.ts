import { makeImage, makeMergedImage } from '@cyberdeck-ota/esp-image'
import type { UploadResult } from '@cyberdeck-ota/schema'
import { expect, test, vi } from 'vitest'
import { testUploads } from './testUploads.ts'

const app = makeImage({ version: '1.02' })
const result = { published: 'stable' } as UploadResult
const idOf = (uploads: ReturnType<typeof testUploads>['uploads'], index = 0) =>
  uploads.get().items[index]?.id ?? 0

test('a dropped app is read, waits for a word, is sent and done', async () => {
  const { uploads, sent, clock, onKept, state, until, add } = testUploads()
  add(['1.02', app])
  expect(uploads.get().shown).toBe(true)
  expect(state().step).toBe('reading')
  await until('ready')
  expect(uploads.get().items[0]?.draft.version).toBe('1.02')
  expect(sent).toHaveLength(0)

  uploads.edit(idOf(uploads), { notes: 'new' })
  uploads.submit(idOf(uploads), 'stable')
  expect(state()).toMatchObject({ step: 'sending', sent: 0, bytesPerSecond: null })
  expect(sent[0]?.shipment.fields).toEqual([
    ['version', '1.02'],
    ['product', 'default'],
    ['notes', 'new'],
    ['publish', 'stable'],
  ])

  clock.now = 1000
  sent[0]?.progress(250, 1250)
  expect(state()).toMatchObject({
    step: 'sending',
    sent: 250,
    total: 1250,
    bytesPerSecond: 250,
    secondsLeft: 4,
  })
  sent[0]?.answer(result)
  await until('done')
  expect(onKept).toHaveBeenCalledOnce()
})

test('uploads are sent one at a time, in the order of the list', async () => {
  const { uploads, sent, state, until, add } = testUploads()
  add(['a', app], ['b', app])
  await until('ready', 0)
  await until('ready', 1)
  uploads.submit(idOf(uploads, 0), 'none')
  uploads.submit(idOf(uploads, 1), 'none')
  expect([state(0).step, state(1).step, sent.length]).toEqual(['sending', 'waiting', 1])
  sent[0]?.fail(new Error('no'))
  await until('failed', 0)
  await until('sending', 1)
  expect(sent).toHaveLength(2)
})

test('what is behind another goes back to its form when it is cancelled', async () => {
  const { uploads, state, until, add } = testUploads()
  add(['a', app], ['b', app])
  await until('ready', 1)
  uploads.submit(idOf(uploads, 0), 'none')
  uploads.submit(idOf(uploads, 1), 'none')
  uploads.cancel(idOf(uploads, 1))
  expect(state(1).step).toBe('ready')
})

test('a cancelled upload is aborted, can be sent again, and late progress does not revive it', async () => {
  const { uploads, sent, onProblem, state, until, add } = testUploads()
  add(['a', app])
  await until('ready')
  uploads.submit(idOf(uploads), 'stable')
  sent[0]?.progress(10, 1000)
  uploads.cancel(idOf(uploads))
  expect(state()).toMatchObject({ step: 'cancelled', whole: false })
  expect(sent[0]?.signal.aborted).toBe(true)
  sent[0]?.progress(20, 1000)
  expect(state().step).toBe('cancelled')
  uploads.submit(idOf(uploads), 'stable')
  await vi.waitFor(() => expect(sent).toHaveLength(2))
  sent[1]?.answer(result)
  await until('done')
  expect(onProblem).not.toHaveBeenCalled()
})

test('cancelled after the last byte, an upload may have been kept, and the list is read again', async () => {
  const { uploads, sent, onKept, state, until, add } = testUploads()
  add(['a', app])
  await until('ready')
  uploads.submit(idOf(uploads), 'stable')
  sent[0]?.progress(1000, 1000)
  uploads.cancel(idOf(uploads))
  expect(state()).toMatchObject({ step: 'cancelled', whole: true })
  expect(onKept).toHaveBeenCalledOnce()
})

test('a failed upload keeps what was typed, and goes back to the form or is sent again', async () => {
  const { uploads, sent, onProblem, state, until, add } = testUploads()
  add(['a', app])
  await until('ready')
  uploads.edit(idOf(uploads), { notes: 'kept' })
  uploads.submit(idOf(uploads), 'stable')
  const problem = new Error('The disk of the server is full.')
  sent[0]?.fail(problem)
  await until('failed')
  expect(state()).toMatchObject({ problem, publish: 'stable' })
  expect(onProblem).toHaveBeenCalledWith(problem)
  uploads.revise(idOf(uploads))
  expect(state().step).toBe('ready')
  expect(uploads.get().items[0]?.draft.notes).toBe('kept')
})

test('a merged image offers the app inside it, and is sent whole with the wish to extract it', async () => {
  const { uploads, sent, state, until, add } = testUploads()
  add(['1.02.merged.bin', makeMergedImage({ apps: { factory: app } })])
  await until('merged')
  uploads.takeApp(idOf(uploads))
  expect(state()).toMatchObject({ step: 'ready', candidate: { bytes: { size: app.length } } })
  uploads.submit(idOf(uploads), 'none')
  expect(sent[0]?.shipment.fields).toContainEqual(['extract', 'app'])
  expect(sent[0]?.shipment.files[0]?.[1].size).toBeGreaterThan(app.length)
})

test('an app without description is sent only once the uploader has vouched for it', async () => {
  const { uploads, sent, state, until, add } = testUploads()
  add(['zephyr.bin', makeImage({ descriptor: false })])
  await until('needs-override')
  uploads.submit(idOf(uploads), 'none')
  expect(state().step).toBe('needs-override')
  uploads.override(idOf(uploads))
  uploads.submit(idOf(uploads), 'none')
  expect(sent[0]?.shipment.fields).toContainEqual(['allow', 'no-descriptor'])
})

test('a file that is no firmware, too large or unreadable is refused in a sentence and never sent', async () => {
  const small = testUploads({ limit: 1024 * 1024 })
  small.add(['page.html', new TextEncoder().encode('<!doctype html><html></html>')])
  await small.until('refused')
  small.add(['big.bin', new Uint8Array(1024 * 1024 + 1)])
  expect(small.state(1)).toMatchObject({ step: 'refused', sentence: expect.stringContaining('1 MiB') })

  const unreadable = testUploads({ read: () => Promise.reject(new DOMException('gone', 'NotFoundError')) })
  unreadable.add(['folder', app])
  await unreadable.until('refused')
  expect(unreadable.state()).toMatchObject({ sentence: expect.stringContaining('folder') })
})

test('closing the panel forgets what is finished and keeps what still needs somebody', async () => {
  const { uploads, until, add } = testUploads()
  add(['a', app], ['b.txt', new TextEncoder().encode('hello, this is text')])
  await until('ready', 0)
  await until('refused', 1)
  uploads.hide()
  expect(uploads.get()).toMatchObject({ shown: false, items: [{ state: { step: 'ready' } }] })
})

test('an upload that is taken off the list while it is sent is aborted, and the next one follows', async () => {
  const { uploads, sent, until, add } = testUploads()
  add(['a', app], ['b', app])
  await until('ready', 1)
  uploads.submit(idOf(uploads, 0), 'none')
  uploads.submit(idOf(uploads, 1), 'none')
  uploads.remove(idOf(uploads, 0))
  expect(sent[0]?.signal.aborted).toBe(true)
  await vi.waitFor(() => expect(sent).toHaveLength(2))
})

test('listeners hear of every change until they leave', async () => {
  const { uploads, until, add } = testUploads()
  const heard = vi.fn()
  const leave = uploads.subscribe(heard)
  add(['a', app])
  await until('ready')
  expect(heard).toHaveBeenCalledTimes(2)
  leave()
  uploads.hide()
  expect(heard).toHaveBeenCalledTimes(2)
})
