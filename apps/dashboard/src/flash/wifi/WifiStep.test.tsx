import type { FlashState, WifiState } from '@cyberdeck-ota/flasher'
import { expect, test, vi } from 'vitest'
import { exampleDeskState, fakeDesk } from '../../testing/exampleBoards.ts'
import { exampleConsole, exampleStarted, exampleWifi } from '../../testing/exampleConsole.ts'
import { button, says } from '../../testing/render.tsx'
import { renderChanging } from '../../testing/renderChanging.tsx'
import { WifiStep } from './WifiStep.tsx'

/** Shows a step that can be given another state. */
function show(flash: FlashState) {
  const desk = fakeDesk()
  const become = renderChanging(flash, (now) => <WifiStep state={exampleDeskState(now)} desk={desk} />)
  return { desk, become }
}

async function showWifi(over: Partial<WifiState> = {}) {
  const flash = await exampleWifi(over)
  const shown = show(flash)
  const change = (next: Partial<WifiState>) =>
    shown.become({ ...flash, wifi: { ...flash.wifi, ...over, ...next } })
  await says('Thermometer')
  return { ...shown, change, flash }
}

function field(label: string): HTMLInputElement {
  const found = [...document.querySelectorAll('label')].find(({ textContent }) => textContent === label)
  const input = found && document.getElementById(found.htmlFor)
  if (!(input instanceof HTMLInputElement)) throw new Error(`there is no field “${label}”`)
  return input
}

function type(label: string, text: string): void {
  const input = field(label)
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text)
  input.dispatchEvent(new Event('input', { bubbles: true }))
}

const pick = (name: string) => {
  const radio = [...document.querySelectorAll<HTMLInputElement>('input[type="radio"]')].find(({ id }) =>
    document.querySelector(`label[for="${id}"]`)?.textContent?.startsWith(name),
  )
  if (!radio) throw new Error(`there is no network “${name}”`)
  radio.click()
}
const reason = () => button('Join').getAttribute('aria-description')

test('before it is known, the step is one line; firmware without Improv is told of, and asked again', async () => {
  const { desk, become } = show({ kind: 'idle' })
  await says('Gives the board its Wi-Fi settings')
  become(await exampleStarted(exampleConsole([]), true))
  await says('Asking the firmware')
  become(await exampleStarted(exampleConsole([])))
  await says('The firmware does not speak Improv; it brings its own Wi-Fi settings.')
  become(await exampleStarted(exampleConsole([], { silent: true })))
  await says('Nothing answered. Ask again once the board runs.')
  button('Ask again').click()
  expect(desk.scanWifi).toHaveBeenCalledOnce()
})

test('a network is chosen by name, strength and lock, and joined with its password', async () => {
  const { desk } = await showWifi()
  const networks = [...document.querySelectorAll('[role="radiogroup"] label')].map((each) => each.textContent)
  expect(networks.slice(-3)).toEqual([
    'Workshop strong password',
    'Cafe weak open',
    'Another or hidden network',
  ])
  expect(reason()).toContain('Choose a network')
  pick('Workshop')
  await vi.waitFor(() => expect(reason()).toContain('wants a password'))
  type('Password', 'soldering')
  await vi.waitFor(() => expect(reason()).toBeNull())
  button('Join').click()
  expect(desk.joinWifi).toHaveBeenCalledWith({ ssid: 'Workshop', password: 'soldering' })
})

test('an open network takes no password, not even one that was typed for another', async () => {
  const { desk } = await showWifi()
  pick('Workshop')
  await says('Password')
  type('Password', 'soldering')
  pick('Cafe')
  await vi.waitFor(() => expect(() => field('Password')).toThrow())
  button('Join').click()
  expect(desk.joinWifi).toHaveBeenCalledWith({ ssid: 'Cafe', password: '' })
})

test('a wrong password is said, and the name stays', async () => {
  const { change } = await showWifi()
  pick('Workshop')
  await says('Password')
  type('Password', 'guessed')
  change({ step: 'joining', ssid: 'Workshop' })
  await says('Joining “Workshop”')
  change({ ssid: 'Workshop', sentence: 'The board could not join "Workshop": check the password.' })
  await says('could not join "Workshop"')
  expect(field('Password').value).toBe('guessed')
  expect(document.activeElement).toBe(field('Password'))
  expect(reason()).toBeNull()
})

test('a hidden network is named by hand, as is any where the board sees none', async () => {
  const { desk, change } = await showWifi()
  pick('Another')
  await says('Network name')
  type('Network name', 'Attic')
  await vi.waitFor(() => expect(reason()).toBeNull())
  button('Join').click()
  expect(desk.joinWifi).toHaveBeenCalledWith({ ssid: 'Attic', password: '' })
  change({ networks: [], scanning: true })
  await says('It looks for networks…')
  change({ networks: null })
  await says('It names no networks')
  expect(field('Network name').value).toBe('Attic')
})

test('a joined board says where it is reached, the password is gone, and it may join another', async () => {
  const { change } = await showWifi()
  pick('Workshop')
  await says('Password')
  type('Password', 'soldering')
  change({ step: 'joined', ssid: 'Workshop', url: 'http://192.168.4.27/' })
  await says('Thermometer joined “Workshop”')
  expect(document.querySelector('a')?.href).toBe('http://192.168.4.27/')
  button('Use another network').click()
  await says('Look again')
  pick('Workshop')
  await says('Password')
  expect(field('Password').value).toBe('')
})

test('an address that is none of the web is shown and not linked', async () => {
  await showWifi({ step: 'joined', url: 'javascript:alert(1)' })
  await says('javascript:alert(1)')
  expect(document.querySelector('a')).toBeNull()
})

test('once the port is free, what was reached stays', async () => {
  const { become, flash } = await showWifi()
  const wifi: WifiState = { ...flash.wifi, step: 'joined', ssid: 'Workshop' }
  become({ kind: 'done', board: flash.board, plan: flash.plan, console: flash.console, wifi })
  await says('joined “Workshop”')
  expect(() => button('Use another network')).toThrow()
})
