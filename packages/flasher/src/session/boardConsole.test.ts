import { expect, it, vi } from 'vitest'
import { type BoardConsole, openConsole } from './boardConsole.ts'
import type { FlashPort } from './flashPort.ts'
import { usualTiming } from './timing.ts'

const encoder = new TextEncoder()

/** A console on a port that says what it is told to. */
async function listening(
  onChange: (console: BoardConsole | undefined) => void,
  writable: WritableStream<Uint8Array> | null = null,
) {
  let say = (_text: string) => {}
  const readable = new ReadableStream<Uint8Array>({
    start(controller) {
      say = (text) => controller.enqueue(encoder.encode(text))
    },
  })
  const port = { readable, writable, async close() {}, async setSignals() {} } as unknown as FlashPort
  const ports = {} as never
  let console: BoardConsole | undefined
  const timing = usualTiming
  console = await openConsole({ ports, port, open: true, timing, onChange: () => onChange(console) })
  return { console, say }
}

it('tells of a flood in few pieces, and misses nothing of it', async () => {
  let told = 0
  const { console, say } = await listening(() => told++)
  say('I (224) app_init: Application information:\nI (230) app_init: App version:      2.34\n')
  for (let i = 0; i < 3000; i++) say(`I (${300 + i}) sensor: and\n`)
  await vi.waitFor(() => expect(console.view.boot).toMatchObject({ version: '2.34' }))
  expect(console.view.lines).toHaveLength(3002)
  expect(told).toBeLessThan(10)
  await console.close()
})

it('keeps the whole report of an app while its lines go by', async () => {
  const { console, say } = await listening(() => {})
  const report = [
    'Application information:',
    'Project name:     thermo',
    'App version:      2.34',
    'ESP-IDF:  v5.4',
  ]
  say(report.map((text) => `I (230) app_init: ${text}\n`).join(''))
  await vi.waitFor(() => expect(console.view.boot).toMatchObject({ version: '2.34', idf: 'v5.4' }))
  // After each, one line fewer of the report is among those that are looked through.
  for (let count = 199; count <= 205; count++) {
    say('I (300) sensor: and\n'.repeat(count === 199 ? 195 : 1))
    await vi.waitFor(() => expect(console.view.lines).toHaveLength(count))
    expect(console.view.boot).toMatchObject({ project: 'thermo', version: '2.34', idf: 'v5.4' })
  }
  await console.close()
})

it('has what came last when it is closed', async () => {
  const { console, say } = await listening(() => {})
  say('last words\n')
  await console.close()
  expect(console.view.lines.map(({ text }) => text)).toEqual(['last words'])
})

it('says nothing into a port that is no longer its own', async () => {
  const written: Uint8Array[] = []
  const writable = new WritableStream<Uint8Array>({ write: (bytes) => void written.push(bytes) })
  const { console } = await listening(() => {}, writable)
  await console.send(encoder.encode('mine'))
  await console.close()
  await console.send(encoder.encode('late'))
  expect(written).toHaveLength(1)
})

it('lets a port go that is just being opened again when it is closed', async () => {
  let lose = (_error: Error) => {}
  let isOpen = true
  let openNow = () => {}
  let readable = new ReadableStream<Uint8Array>({
    start(controller) {
      lose = (error) => controller.error(error)
    },
  })
  const port = {
    get readable() {
      return isOpen ? readable : null
    },
    getInfo: () => ({}),
    open: () =>
      new Promise<void>((resolve) => {
        openNow = () => {
          isOpen = true
          readable = new ReadableStream()
          resolve()
        }
      }),
    async close() {
      isOpen = false
    },
  } as unknown as FlashPort
  const ports = { getPorts: async () => [port], addEventListener() {}, removeEventListener() {} } as never
  const console = await openConsole({ ports, port, open: true, timing: usualTiming, onChange() {} })
  isOpen = false
  const untouched = openNow
  lose(new DOMException('The device has been lost.', 'NetworkError'))
  await vi.waitFor(() => expect(openNow).not.toBe(untouched))
  const closing = console.close()
  // The port takes longer to open than everything else takes to end.
  await new Promise((resolve) => setImmediate(resolve))
  openNow()
  await closing
  expect(isOpen).toBe(false)
})

it('forgets what was said before a reset at once', async () => {
  const versions: unknown[] = []
  const { console, say } = await listening((now) => versions.push(now?.view.boot?.version))
  say('I (224) app_init: Application information:\nI (230) app_init: App version:      1.00\n')
  await vi.waitFor(() => expect(versions).toEqual(['1.00']))
  await console.reset(async () => {})
  expect(versions).toEqual(['1.00', undefined])
  await console.close()
})
