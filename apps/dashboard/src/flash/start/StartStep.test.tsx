import type { ConsoleView, FlashState } from '@cyberdeck-ota/flasher'
import { expect, onTestFinished, test, vi } from 'vitest'
import { exampleDeskState, fakeDesk } from '../../testing/exampleBoards.ts'
import { exampleConsole, exampleStarted } from '../../testing/exampleConsole.ts'
import { button, says } from '../../testing/render.tsx'
import { renderChanging } from '../../testing/renderChanging.tsx'
import { StartStep } from './StartStep.tsx'

const log = () => document.querySelector('[role="log"]') as HTMLElement
const rows = () => log().querySelectorAll('[class*="root"]').length

/** Shows a step that can be given another state. */
function show(flash: FlashState) {
  const desk = fakeDesk()
  const become = renderChanging(flash, (now) => <StartStep state={exampleDeskState(now)} desk={desk} />)
  return { desk, become }
}

async function showConsole(texts: string[], over: Partial<ConsoleView> = {}) {
  const flash = await exampleStarted(exampleConsole(texts, over))
  return { flash, ...show(flash) }
}

test('a step that is not reached yet is one line', async () => {
  show({ kind: 'idle' })
  await says('Shows what the board says when it starts')
  expect(log()).toBeNull()
})

test('the log is shown in its colours, and what it means stands above it', async () => {
  await showConsole(['\x1b[0;32mI (230) app_init: App version:      2.34\x1b[0m'], {
    boot: { project: 'thermo', version: '2.34', idf: null, elfSha256: null },
  })
  await says('Board now runs thermo 2.34')
  const colored = log().querySelector('[data-color="green"]')
  expect(colored?.textContent).toBe('I (230) app_init: App version:      2.34')
})

test('a fault is an alert with what to do', async () => {
  await showConsole(['Brownout detector was triggered'], {
    fault: { code: 'brown-out', sentence: 'Use a shorter cable.' },
  })
  await says('Use a shorter cable.')
  expect(document.querySelector('[role="alert"]')?.textContent).toBe('Use a shorter cable.')
})

test('of very many lines only the last are drawn, and those that were let go are told', async () => {
  const texts = Array.from({ length: 20_000 }, (_, i) => `line ${i}`)
  await showConsole(texts, { dropped: 10_000, unfinished: 'and ha' })
  await says('10,000 earlier lines were let go')
  expect(log().textContent).toContain('line 19999')
  expect(log().textContent).toMatch(/and ha$/)
  expect(log().textContent).not.toContain('line 10000')
  expect(rows()).toBeLessThan(80)
})

test('lines are found again by words, and shown without their times', async () => {
  await showConsole(['I wifi: connected', 'E sensor: \x1b[31mno answer', 'I wifi: lost'])
  await says('no answer')
  expect(log().textContent).toMatch(/\d\d:\d\d:\d\d\.000 I wifi/)
  const box = document.querySelector('input[type="search"]') as HTMLInputElement
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
  set?.call(box, 'SENSOR answer')
  box.dispatchEvent(new Event('input', { bubbles: true }))
  await vi.waitFor(() => expect(log().textContent).not.toContain('wifi'))
  const times = document.querySelector('input[role="switch"]') as HTMLInputElement
  times.click()
  await vi.waitFor(() => expect(log().textContent).toBe('E sensor: no answer'))
})

test('who scrolls up stays there while more comes, and jumps back to the end', async () => {
  const texts = Array.from({ length: 1000 }, (_, i) => `line ${i}`)
  const { flash, become } = await showConsole(texts)
  await says('line 999')
  // happy-dom lays nothing out.
  Object.defineProperties(log(), {
    scrollHeight: { value: 20_000, configurable: true },
    clientHeight: { value: 400, configurable: true },
  })
  log().scrollTop = 2000
  log().dispatchEvent(new Event('scroll'))
  await vi.waitFor(() => expect(log().textContent).toContain('line 100'))
  become({ ...flash, console: exampleConsole([...texts, 'news']) })
  await says('Jump to the end')
  expect(log().scrollTop).toBe(2000)
  expect(log().textContent).not.toContain('news')
  button('Jump to the end').click()
  await vi.waitFor(() => expect(log().textContent).toContain('news'))
  await vi.waitFor(() => expect(document.body.textContent).not.toContain('Jump to the end'))
})

test('the board is reset by a button, which says why when it cannot be', async () => {
  const { desk, flash, become } = await showConsole([], { silent: true })
  await says('The board says nothing')
  button('Reset the board').click()
  expect(desk.reset).toHaveBeenCalledOnce()
  become({ ...flash, console: { ...flash.console, connected: false } })
  await says('Waiting for the port')
  const reason = () => button('Reset the board').getAttribute('aria-description')
  expect(reason()).toContain('comes back')
  become({ kind: 'done', board: flash.board, plan: flash.plan, console: flash.console, wifi: null })
  await vi.waitFor(() => expect(reason()).toContain('free again'))
  button('Reset the board').click()
  expect(desk.reset).toHaveBeenCalledOnce()
})

test('the log is downloaded whole, as plain text named after the board', async () => {
  const saved: { name: string; blob: Blob }[] = []
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    saved.push({ name: '', blob: blob as Blob })
    return 'blob:x'
  })
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    const last = saved.at(-1)
    if (last) last.name = this.download
  })
  onTestFinished(() => void vi.restoreAllMocks())
  await showConsole(Array.from({ length: 500 }, (_, i) => `\x1b[31mline ${i}\x1b[0m`))
  await says('line 499')
  button('Download log').click()
  expect(saved[0]?.name).toMatch(/^console-246F28010203-\d{4}-.*Z\.txt$/)
  const lines = (await saved[0]?.blob.text())?.split('\n') ?? []
  expect(lines).toHaveLength(501)
  expect(lines[0]).toBe('2026-07-14T12:00:00.000Z line 0')
})
