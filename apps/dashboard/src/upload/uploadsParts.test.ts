import { makeImage, makeMergedImage } from '@cyberdeck-ota/esp-image'
import { expect, test, vi } from 'vitest'
import { partBytes } from './exampleParts.ts'
import { testUploads } from './testUploads.ts'

const app = makeImage({ version: '1.02' })
const other = makeImage({ version: '1.03' })
const parts = Object.entries(partBytes())
const [bootloader] = parts as [[string, Uint8Array]]
const merged = makeMergedImage({ apps: { factory: app } })

type Queue = ReturnType<typeof testUploads>['uploads']

/** The list in short: "app.bin + bootloader.bin", "loose.bin: part". */
function shown(uploads: Queue): string[] {
  return uploads.get().items.map(({ file, parts, state }) => {
    const beside = Object.values(parts).map((part) => part.file.name)
    return state.step === 'ready' ? [file.name, ...beside].join(' + ') : `${file.name}: ${state.step}`
  })
}

const becomes = (uploads: Queue, ...list: string[]) => vi.waitFor(() => expect(shown(uploads)).toEqual(list))

const idOf = (uploads: Queue, name: string) =>
  uploads.get().items.find(({ file }) => file.name === name)?.id ?? 0

test('parts that are dropped with one app go beside it, and into its form', async () => {
  const { uploads, sent, state, add } = testUploads()
  add(...parts, ['app.bin', app])
  await becomes(uploads, 'app.bin + bootloader.bin + partitions.bin + boot_app0.bin')
  uploads.submit(idOf(uploads, 'app.bin'), 'none')
  expect(sent[0]?.shipment.files.map(([name, { name: file }]) => [name, file])).toEqual([
    ['bootloader', 'bootloader.bin'],
    ['partitions', 'partitions.bin'],
    ['otadata', 'boot_app0.bin'],
    ['file', 'app.bin'],
  ])
  const bytes = parts.reduce((sum, [, { length }]) => sum + length, app.length)
  expect(state()).toMatchObject({ step: 'sending', total: bytes })
})

test('a factory image in the same drop has parts of its own, and takes none', async () => {
  const { uploads, add } = testUploads()
  add(['merged.bin', merged], bootloader, ['app.bin', app])
  await becomes(uploads, 'merged.bin: merged', 'app.bin + bootloader.bin')
  uploads.takeApp(idOf(uploads, 'merged.bin'))
  uploads.remove(idOf(uploads, 'app.bin'))
  add(bootloader)
  await becomes(uploads, 'merged.bin', 'bootloader.bin: part')
})

test('parts that are dropped with several apps wait for their owner to say which', async () => {
  const { uploads, add } = testUploads()
  add(['a.bin', app], ['b.bin', other], bootloader)
  await becomes(uploads, 'a.bin', 'b.bin', 'bootloader.bin: part')
  uploads.joinPart(idOf(uploads, 'bootloader.bin'), idOf(uploads, 'b.bin'))
  expect(shown(uploads)).toEqual(['a.bin', 'b.bin + bootloader.bin'])
})

test('two of a kind in one drop wait as well, for only one can be right', async () => {
  const { uploads, add } = testUploads()
  add(
    ['app.bin', app],
    bootloader,
    ['other.bin', bootloader[1]],
    ['boot_app0.bin', partBytes()['boot_app0.bin']],
  )
  await becomes(uploads, 'app.bin + boot_app0.bin', 'bootloader.bin: part', 'other.bin: part')
})

test('a part that comes alone joins the only app on the list, in place of one of its kind', async () => {
  const { uploads, add } = testUploads()
  add(['app.bin', app], bootloader)
  await becomes(uploads, 'app.bin + bootloader.bin')
  add(['newer.bin', bootloader[1]])
  await becomes(uploads, 'app.bin + newer.bin')
  uploads.removePart(idOf(uploads, 'app.bin'), 'bootloader')
  expect(shown(uploads)).toEqual(['app.bin'])
})

test('parts asked for by one of several apps go to that one, and other files stand for themselves', async () => {
  const { uploads, add } = testUploads()
  add(['a.bin', app], ['b.bin', other])
  await becomes(uploads, 'a.bin', 'b.bin')
  const chosen = [new File([new Uint8Array(bootloader[1])], 'bootloader.bin'), new File(['hello'], 'x.txt')]
  uploads.add(chosen, { app: idOf(uploads, 'b.bin') })
  await becomes(uploads, 'a.bin', 'b.bin + bootloader.bin', 'x.txt: refused')
})

test('a part stays on the list when the app it was asked for has gone meanwhile', async () => {
  const { uploads, add } = testUploads()
  add(['app.bin', app])
  await becomes(uploads, 'app.bin')
  const gone = idOf(uploads, 'app.bin')
  uploads.remove(gone)
  uploads.add([new File([new Uint8Array(bootloader[1])], 'bootloader.bin')], { app: gone })
  await becomes(uploads, 'bootloader.bin: part')
})

test('an app that is on its way takes no more parts, and keeps those it has over a failure', async () => {
  const { uploads, sent, until, add } = testUploads()
  add(['app.bin', app], bootloader)
  await becomes(uploads, 'app.bin + bootloader.bin')
  const id = idOf(uploads, 'app.bin')
  uploads.submit(id, 'none')
  add(...parts.slice(1, 2))
  await becomes(uploads, 'app.bin: sending', 'partitions.bin: part')
  sent[0]?.fail(new Error('no'))
  await until('failed')
  uploads.revise(id)
  uploads.joinPart(idOf(uploads, 'partitions.bin'), id)
  expect(shown(uploads)).toEqual(['app.bin + bootloader.bin + partitions.bin + ota_data_initial.bin'])
})

test('closing the panel forgets a part that has no app, and keeps one that waits for a word', async () => {
  const { uploads, add } = testUploads()
  add(bootloader)
  await becomes(uploads, 'bootloader.bin: part')
  uploads.hide()
  expect(shown(uploads)).toEqual([])
  add(['a.bin', app], ['b.bin', other], bootloader)
  await becomes(uploads, 'a.bin', 'b.bin', 'bootloader.bin: part')
  uploads.hide()
  expect(shown(uploads)).toEqual(['a.bin', 'b.bin', 'bootloader.bin: part'])
})

test('what is known of a file goes into its form in place of what would be suggested', async () => {
  const { uploads, until } = testUploads()
  uploads.add([new File([new Uint8Array(app)], 'app.bin')], { draft: { version: '1.02', board: 'sense' } })
  await until('ready')
  expect(uploads.get().items[0]?.draft).toMatchObject({ version: '1.02', board: 'sense', product: 'default' })
})
