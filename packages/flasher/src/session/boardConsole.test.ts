import { expect, it, vi } from 'vitest'
import { type BoardConsole, openConsole } from './boardConsole.ts'
import type { FlashPort } from './flashPort.ts'
import { usualTiming } from './timing.ts'

const encoder = new TextEncoder()

/** A console on a port that says what it is told to. */
async function listening(onChange: (console: BoardConsole | undefined) => void) {
  let say = (_text: string) => {}
  const readable = new ReadableStream<Uint8Array>({
    start(controller) {
      say = (text) => controller.enqueue(encoder.encode(text))
    },
  })
  const port = { readable, writable: null, async close() {}, async setSignals() {} } as unknown as FlashPort
  const ports = {} as never
  let console: BoardConsole | undefined
  const timing = usualTiming
  console = await openConsole({ ports, port, open: true, timing, onChange: () => onChange(console) })
  return { console, say }
}

it('tells of a flood in few pieces, and misses nothing of it', async () => {
  let told = 0
  const { console, say } = await listening(() => told++)
  say('I (230) app_init: App version:      2.34\n')
  for (let i = 0; i < 3000; i++) say(`I (${300 + i}) sensor: and\n`)
  await vi.waitFor(() => expect(console.view.boot).toMatchObject({ version: '2.34' }))
  expect(console.view.lines).toHaveLength(3001)
  expect(told).toBeLessThan(10)
  await console.close()
})

it('has what came last when it is closed', async () => {
  const { console, say } = await listening(() => {})
  say('last words\n')
  await console.close()
  expect(console.view.lines.map(({ text }) => text)).toEqual(['last words'])
})

it('forgets what was said before a reset at once', async () => {
  const versions: unknown[] = []
  const { console, say } = await listening((now) => versions.push(now?.view.boot?.version))
  say('I (230) app_init: App version:      1.00\n')
  await vi.waitFor(() => expect(versions).toEqual(['1.00']))
  await console.reset(async () => {})
  expect(versions).toEqual(['1.00', undefined])
  await console.close()
})
