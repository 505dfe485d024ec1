import type { FailureCode, FlashRefusalCode, FlashState } from '@cyberdeck-ota/flasher'
import { describe, expect, test, vi } from 'vitest'
import {
  exampleApp,
  exampleBoard,
  exampleDeskState,
  exampleFailure,
  exampleFile,
  examplePlan,
  exampleRefusal,
  fakeDesk,
} from '../../testing/exampleBoards.ts'
import { exampleConsole } from '../../testing/exampleConsole.ts'
import { button, render, says } from '../../testing/render.tsx'
import type { DeskState } from '../desk.ts'
import { BoardStep } from './BoardStep.tsx'
import { refusalHelp } from './refusalHelp.ts'

const board = await exampleBoard()
const plan = examplePlan(board)
const console = exampleConsole([])

const everyFailure: Record<FailureCode, true> = {
  'no-port-picked': true,
  'not-allowed': true,
  'port-busy': true,
  'no-answer': true,
  'chip-unknown': true,
  'cable-pulled': true,
  'connection-noisy': true,
  'write-failed': true,
  'verify-failed': true,
  cancelled: true,
  unexpected: true,
}

function show(flash: FlashState, over: Partial<DeskState> = {}) {
  const desk = fakeDesk()
  render(<BoardStep state={exampleDeskState(flash, over)} desk={desk} />)
  return desk
}

const text = () => document.body.textContent ?? ''
const names = () => [...document.querySelectorAll('button')].map(({ textContent }) => textContent)

describe('before a board is there', () => {
  test('it says which port to pick, and connects on a click', async () => {
    const desk = show({ kind: 'idle' })
    await says('CP2102')
    expect(document.querySelector('h2')?.textContent).toBe('Board')
    button('Connect').click()
    expect(desk.connect).toHaveBeenCalledOnce()
  })

  test('it says what helps when the list has no port', async () => {
    show({ kind: 'idle' })
    await says('No port in the list?')
    expect(text()).toContain('many only charge')
  })

  test('while the browser asks, the button says why it waits', async () => {
    const desk = show({ kind: 'choosing-port' })
    await says('Pick the port in the list that the browser shows.')
    expect(button('Connect').getAttribute('aria-disabled')).toBe('true')
    button('Connect').click()
    expect(desk.connect).not.toHaveBeenCalled()
  })

  test('while it connects, it can be cancelled', async () => {
    const desk = show({ kind: 'connecting', attempt: 3, holdBoot: false })
    await says('attempt 3')
    expect(text()).not.toContain('Hold BOOT')
    button('Cancel').click()
    expect(desk.cancel).toHaveBeenCalledOnce()
  })

  test('a board that needs a finger is shown with its buttons, in three steps', async () => {
    show({ kind: 'connecting', attempt: 5, holdBoot: true })
    await says('Hold BOOT down')
    expect(document.querySelectorAll('ol > li svg')).toHaveLength(3)
    expect(text()).toContain('until this page goes on by itself')
    expect(names()).toEqual(['Cancel'])
  })

  test('chip and MAC are shown as soon as they are known', async () => {
    show({ kind: 'checking', chip: 'ESP32-S3', mac: '24:6F:28:01:02:03' })
    await says('An ESP32-S3.')
    expect(text()).toContain('24:6F:28:01:02:03')
  })

  test('before they are, it says what it asks', async () => {
    show({ kind: 'checking', chip: null, mac: null })
    await says('Asking what it is')
  })
})

describe('a board that is there', () => {
  test('shows what it is, what runs on it, and what will change', async () => {
    show({ kind: 'ready', board, plan })
    await says('ESP32-S3 (QFN56), revision v0.2')
    for (const words of [
      '24:6F:28:01:02:03',
      '4 MB',
      'open: nothing encrypted or locked',
      'thermo 1.00',
      'app0',
    ]) {
      expect(text()).toContain(words)
    }
    const map = document.querySelector('[role="img"]')?.getAttribute('aria-label')
    expect(map).toContain('app0: thermo 1.00, runs now')
    expect(map).toContain('app1: empty slot, will be written')
  })

  test('keeps all of it in sight while it is written, and cannot be let go here', async () => {
    show({
      kind: 'writing',
      board,
      plan,
      phase: 'writing',
      index: 0,
      fraction: 0.5,
      bytesPerSecond: null,
      secondsLeft: null,
    })
    await says('thermo 1.00')
    expect(names()).not.toContain('Cancel')
  })

  test.each(['resetting', 'console', 'wifi', 'done'] as const)('is one line when it is %s', async (kind) => {
    const wifi = { step: 'joined', device: { name: 'Kitchen' }, url: null }
    show({ kind, board, plan, console, wifi } as unknown as FlashState)
    await says('ESP32-S3')
    expect(text()).toContain('24:6F:28:01:02:03')
    expect(text()).toContain('4 MB of flash')
    expect(document.querySelector('dl')).toBeNull()
  })

  test('that is blank says so', async () => {
    const blank = await exampleBoard({}, new Uint8Array())
    show({ kind: 'refused', board: blank, refusal: exampleRefusal({ code: 'blank-chip' }) })
    await says('nothing: it has no bootloader')
    expect(document.querySelector('[role="img"]')).toBeNull()
  })

  test('whose flash cannot be read says why', async () => {
    const locked = { ...board, contents: null, encrypted: true, secureBoot: true }
    show({ kind: 'refused', board: locked, refusal: exampleRefusal({ code: 'flash-encrypted' }) })
    await says('only the chip can read its flash')
    expect(text()).toContain('flash is encrypted · starts signed firmware only')
  })

  test('that tells little is shown all the same', async () => {
    const { chip, chipId, bootloaderAt } = board
    const bare = {
      ...{ chip, chipId, bootloaderAt, description: chip, encrypted: false, secureBoot: false },
      ...{ revision: null, mac: null, flashSize: null, secureDownload: true, contents: null },
    }
    show({ kind: 'refused', board: bare, refusal: exampleRefusal({ code: 'secure-download-mode' }) })
    await says('Secure Download Mode')
    expect(text()).toContain('size cannot be read')
  })
})

describe('firmware that does not go on the board', () => {
  test.each(Object.keys(refusalHelp) as FlashRefusalCode[])(
    '%s: has its sentence and a way out',
    async (code) => {
      const refusal = exampleRefusal({ code, sentence: `This is ${code}.` })
      const firmware = code === 'nothing-chosen' ? null : exampleDeskState({ kind: 'idle' }).firmware
      const desk = show({ kind: 'refused', board, refusal }, { firmware })
      await says(
        code === 'nothing-chosen' ? 'Choose the firmware; the board stays connected.' : refusal.sentence,
      )
      if (code === 'nothing-chosen') return
      expect(document.querySelector('[role="alert"]')?.textContent).toContain(refusal.sentence)
      const ways = {
        firmware: ['Choose other firmware', () => expect(desk.chooseFirmware).toHaveBeenCalledWith(null)],
        files: ['Choose other firmware', () => expect(desk.chooseFirmware).toHaveBeenCalledWith(null)],
        keep: ['Keep what is on the board', () => expect(desk.setEraseAll).toHaveBeenCalledWith(false)],
        board: ['Flash another board', () => expect(desk.another).toHaveBeenCalledOnce()],
      } as const
      const [name, expected] = ways[refusalHelp[code].way]
      button(name).click()
      expected()
      expect(names()).toContain('Cancel')
    },
  )

  test.each(['blank-chip', 'no-app'] as const)('%s: asks for more files beside chosen ones', async (code) => {
    const firmware = { kind: 'files', files: [exampleFile(exampleApp('2.34'))] } as const
    const desk = show({ kind: 'refused', board, refusal: exampleRefusal({ code }) }, { firmware })
    await says('Add files')
    button('Add files').click()
    expect(desk.chooseFirmware).toHaveBeenCalledWith(null)
  })

  test('what the library has instead is said, and it can be looked for again', async () => {
    const sentence = 'thermo 2.34 has builds for ESP32 and ESP32-C3, and this board has an ESP32-S3.'
    const refusal = exampleRefusal({ code: 'nothing-chosen', sentence: 'Choose a firmware file first.' })
    const state = { fetching: { kind: 'impossible', sentence } } as const
    const desk = show({ kind: 'refused', board, refusal }, state)
    await says(sentence)
    expect(text()).not.toContain('Choose a firmware file first.')
    button('Look again').click()
    expect(desk.chooseFirmware).toHaveBeenCalledWith(exampleDeskState({ kind: 'idle' }).firmware)
  })

  test('is no news while its files are on their way', async () => {
    const refusal = exampleRefusal({ code: 'nothing-chosen', sentence: 'Choose a firmware file first.' })
    show({ kind: 'refused', board, refusal }, { fetching: { kind: 'fetching', received: 0, total: 100 } })
    await says('thermo 1.00')
    expect(document.querySelector('[role="alert"]')).toBeNull()
  })
})

describe('what goes wrong with a board', () => {
  test('is said with what helps, in order, what the chip said, and a way on', async () => {
    const remedies = ['Close the serial monitor.', 'Unplug it.']
    const desk = show(exampleFailure({ code: 'port-busy', sentence: 'The port is busy.', remedies }), {
      log: ['Connecting...'],
    })
    await says('The port is busy.')
    expect([...document.querySelectorAll('ol li')].map((item) => item.textContent)).toEqual(remedies)
    expect(document.querySelector('pre')?.textContent).toBe(
      'Connecting...\nFailed to connect with the device',
    )
    expect(text()).not.toContain('may not start')
    button('Try again').click()
    expect(desk.retry).toHaveBeenCalledOnce()
    button('Cancel').click()
    expect(desk.another).toHaveBeenCalledOnce()
  })

  test.each(Object.keys(everyFailure) as FailureCode[])(
    '%s: has its sentence and a way out',
    async (code) => {
      show(exampleFailure({ code, sentence: `This is ${code}.`, canRetry: code !== 'chip-unknown' }))
      await says(`This is ${code}.`)
      expect(document.querySelector('[role="alert"]')?.textContent).toContain(`This is ${code}.`)
      expect(names()[0]).toBe(code === 'chip-unknown' ? 'Flash another board' : 'Try again')
    },
  )

  test('and no port picked asks for one again', async () => {
    const desk = show(exampleFailure({ code: 'no-port-picked' }))
    await vi.waitFor(() => button('Try again').click())
    expect(desk.connect).toHaveBeenCalledOnce()
    expect(desk.retry).not.toHaveBeenCalled()
  })

  test('and cannot be mended by trying again offers another board', async () => {
    const failure = exampleFailure({ code: 'chip-unknown', canRetry: false, remedies: ['Use esptool.'] })
    const desk = show(failure)
    await says('Use esptool.')
    expect(names()).not.toContain('Try again')
    button('Flash another board').click()
    expect(desk.another).toHaveBeenCalledOnce()
  })

  test('by the visitor’s own hand is no alarm, and nothing was written', async () => {
    show(exampleFailure({ code: 'cancelled', sentence: 'Flashing was cancelled.' }))
    await says('Nothing was written.')
    expect(names()).toEqual(['Try again', 'Flash another board'])
  })

  test('while it was written is told where it is written, and here is only the board', async () => {
    show(exampleFailure({ code: 'cable-pulled', sentence: 'The board is gone.', whileWriting: true, board }))
    await says('24:6F:28:01:02:03')
    expect(text()).not.toContain('The board is gone.')
  })
})
