import type { FlashState } from '@cyberdeck-ota/flasher'
import { describe, expect, test, vi } from 'vitest'
import {
  exampleApp,
  exampleBoard,
  exampleDeskState,
  exampleFactory,
  exampleFailure,
  exampleFile,
  examplePlan,
  exampleRefusal,
  fakeDesk,
} from '../../testing/exampleBoards.ts'
import { button, render, says } from '../../testing/render.tsx'
import type { DeskState } from '../desk.ts'
import { WriteStep } from './WriteStep.tsx'

const board = await exampleBoard()
const plan = examplePlan(board)
const fetching = { kind: 'fetching', received: 400_000, total: 1_200_000 } as const

function show(flash: FlashState, over: Partial<DeskState> = {}) {
  const desk = fakeDesk()
  render(<WriteStep state={exampleDeskState(flash, over)} desk={desk} />)
  return desk
}

const writing = (over: object = {}) =>
  ({
    kind: 'writing',
    board,
    plan,
    phase: 'writing',
    index: 0,
    fraction: 0.5,
    bytesPerSecond: 46_000,
    secondsLeft: 17.2,
    ...over,
  }) as Extract<FlashState, { kind: 'writing' }>

const text = () => document.body.textContent ?? ''
const bar = () => document.querySelector('[role="progressbar"]')

describe('before it writes', () => {
  test.each<FlashState>([
    { kind: 'idle' },
    { kind: 'choosing-port' },
    { kind: 'connecting', attempt: 1, holdBoot: false },
    { kind: 'checking', chip: null, mac: null },
    exampleFailure({}),
  ])('there is one line for later while it is $kind', async (flash) => {
    show(flash)
    await says('once a board is connected')
    expect(document.querySelector('button')).toBeNull()
  })

  test('it says what goes where, what stays, and writes on a click', async () => {
    const desk = show({ kind: 'ready', board, plan })
    await says('App thermo 2.34 to app1 at 0x150000')
    expect(text()).toContain('Choice of the slot to start: app1')
    expect(text()).toContain('What stays: settings such as Wi-Fi (nvs), the app in app0 and files (spiffs).')
    const doing = button('Flash').getAttribute('aria-describedby')
    expect(document.getElementById(doing ?? '')?.textContent).toBe('Writes thermo 2.34, 20.5 kB in 2 parts.')
    button('Flash').click()
    expect(desk.write).toHaveBeenCalledOnce()
  })

  test('the button that flashes never takes the focus: a space bar that is meant to scroll writes nothing', async () => {
    show({ kind: 'ready', board, plan })
    await vi.waitFor(() => button('Flash'))
    expect(document.activeElement).toBe(document.body)
  })

  test('warnings are said beside a dot', async () => {
    const warnings = [
      { code: 'overwrites-running', sentence: 'The app that runs now is overwritten.' },
    ] as const
    show({ kind: 'ready', board, plan: { ...plan, warnings: [...warnings] } })
    await says('The app that runs now is overwritten.')
  })

  test('erasing everything says what is lost, and is chosen here', async () => {
    const erasing = examplePlan(board, exampleFile(exampleFactory(), 'factory.bin'), true)
    const desk = show({ kind: 'ready', board, plan: erasing }, { eraseAll: true })
    await says('Everything else on the board is erased')
    expect(text()).toContain('Factory image factory.bin')
    expect(text()).toContain('Erases everything, then writes')
    const box = document.querySelector<HTMLInputElement>('input[type="checkbox"]')
    expect(box?.checked).toBe(true)
    expect(box?.labels?.[0]?.textContent).toBe('Erase everything first')
    box?.click()
    expect(desk.setEraseAll).toHaveBeenCalledWith(false)
  })

  test('files on their way are shown, and the button waits for them', async () => {
    const refusal = exampleRefusal({ code: 'nothing-chosen' })
    const desk = show({ kind: 'refused', board, refusal }, { fetching })
    await says('Fetching 2.34 of thermo from the server…')
    expect(text()).toContain('400 kB of 1.2 MB')
    expect(bar()?.getAttribute('aria-valuenow')).toBe('33')
    expect(button('Flash').getAttribute('aria-description')).toBe('Wait until the files are here.')
    button('Flash').click()
    expect(desk.write).not.toHaveBeenCalled()
  })

  test('files that do not go on the board leave the button with their sentence', async () => {
    const desk = show({ kind: 'refused', board, refusal: exampleRefusal({ sentence: 'It is for ESP32.' }) })
    await vi.waitFor(() => expect(button('Flash').getAttribute('aria-description')).toBe('It is for ESP32.'))
    button('Flash').click()
    expect(desk.write).not.toHaveBeenCalled()
  })

  test('without firmware the button asks for it', async () => {
    const refusal = exampleRefusal({ code: 'nothing-chosen' })
    show({ kind: 'refused', board, refusal }, { firmware: null })
    await vi.waitFor(() =>
      expect(button('Flash').getAttribute('aria-description')).toBe('Choose the firmware first.'),
    )
  })

  test.each(['encrypted', 'secureDownload'])('a board that is %s has nothing to press', async (lock) => {
    show({ kind: 'refused', board: { ...board, [lock]: true }, refusal: exampleRefusal({}) })
    await says('A cable cannot change what this board runs.')
    expect(document.querySelector('button, input')).toBeNull()
  })
})

describe('while it writes', () => {
  test('it shows which part, how much of all, speed and time left', async () => {
    show(writing())
    await says('Writing: App thermo 2.34 (1 of 2)')
    expect(text()).toContain('10.2 kB of 20.5 kB · 46.0 kB/s · 18 s left')
    expect(text()).toContain('Keep this tab open')
    expect(bar()?.getAttribute('aria-valuenow')).toBe('50')
    expect(bar()?.getAttribute('aria-label')).toBe('Written')
  })

  test('it says when it verifies', async () => {
    show(writing({ phase: 'verifying', index: 1, fraction: 1 }))
    await says('Verifying: Choice of the slot to start: app1 (2 of 2)')
  })

  test('erasing has a bar that claims no progress', async () => {
    show(writing({ phase: 'erasing', fraction: 0, bytesPerSecond: null, secondsLeft: null }))
    await says('Erasing everything on the board…')
    expect(bar()?.hasAttribute('aria-valuenow')).toBe(false)
  })

  test('stopping asks once, and says what it does to the board', async () => {
    const desk = show(writing())
    await vi.waitFor(() => button('Cancel').click())
    await says('The board still starts what it had')
    expect(desk.cancel).not.toHaveBeenCalled()
    button('Go on writing').click()
    await vi.waitFor(() => expect(text()).not.toContain('still starts'))
    button('Cancel').click()
    await says('Stop writing?')
    button('Stop writing').click()
    expect(desk.cancel).toHaveBeenCalledOnce()
  })
})

describe('after it wrote', () => {
  test.each(['resetting', 'console', 'wifi', 'done'] as const)('it says so when it is %s', async (kind) => {
    show({ kind, board, plan } as unknown as FlashState)
    await says('Written and verified (MD5): thermo 2.34, 20.5 kB in 2 parts')
  })

  test('a failure says what became of the board, and tries again with all choices', async () => {
    const desk = show(
      exampleFailure({ code: 'verify-failed', sentence: 'A bit changed.', whileWriting: true, board }),
    )
    await says('A bit changed.')
    expect(text()).toContain('may not start until it is flashed again')
    button('Try again').click()
    expect(desk.retry).toHaveBeenCalledOnce()
  })

  test('a failure in the spare slot says that the board still starts', async () => {
    show(exampleFailure({ code: 'cable-pulled', whileWriting: true, board, plan }))
    await says('The board still starts what it had')
    expect(text()).not.toContain('may not start')
  })

  test('a stop by hand says so too, and trying again takes a press of its own', async () => {
    show(
      exampleFailure({ code: 'cancelled', sentence: 'Flashing was cancelled.', whileWriting: true, board }),
    )
    await says('Flashing was cancelled.')
    expect(text()).toContain('may not start until it is flashed again')
    expect(text()).not.toContain('Nothing was written.')
    expect(document.activeElement).toBe(document.body)
  })
})

test('a single part is not counted', async () => {
  const whole = examplePlan(board, { ...exampleFile(exampleApp('2.34')), address: 0x10000 })
  show({ kind: 'ready', board, plan: whole })
  await says('Writes thermo 2.34, 16.4 kB.')
})
