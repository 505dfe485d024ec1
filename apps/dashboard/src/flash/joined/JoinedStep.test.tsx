import type { CheckInRecord, Device } from '@cyberdeck-ota/schema'
import { useSyncExternalStore } from 'react'
import { expect, test, vi } from 'vitest'
import { invalidate } from '../../api/queryClient.ts'
import { exampleDeskState } from '../../testing/exampleBoards.ts'
import { exampleConsole, exampleStarted, exampleWifi } from '../../testing/exampleConsole.ts'
import { exampleDevice } from '../../testing/exampleDevices.ts'
import { exampleCheckIn, exampleServer } from '../../testing/examples.ts'
import { fakeApi, render, says } from '../../testing/render.tsx'
import type { DeskState } from '../desk.ts'
import { JoinedStep } from './JoinedStep.tsx'

vi.setConfig({ testTimeout: 20_000 })

const onConsole = await exampleStarted(exampleConsole([]))
const { board, plan, console: view } = onConsole
const mac = board.mac ?? ''
const ready = exampleDeskState({ kind: 'ready', board, plan })
const started = (at = Date.now()) => exampleDeskState(onConsole, { startedAt: at })

/** The page was left. */
const away = exampleDeskState({ kind: 'idle' })

interface Held {
  get: () => DeskState
  subscribe: (listener: () => void) => () => void
}

function Changing({ held }: { held: Held }) {
  const state = useSyncExternalStore(held.subscribe, held.get)
  return state === away ? 'Another page' : <JoinedStep state={state} />
}

/** A server that may know the board, and a step whose state changes. */
function bench(first: DeskState, known: Device | null = null) {
  const listeners = new Set<() => void>()
  let state = first
  const answers: Record<string, unknown> = {
    'GET /server': exampleServer({ deviceUrl: 'http://192.168.1.10:5000', deviceUrlIsSet: true }),
  }
  const knows = (device: Device | null, items: CheckInRecord[]) => {
    answers['GET /check-ins'] = { items, kept: 1000, total: items.length }
    answers[`GET /devices/${mac}`] = device ?? undefined
    answers['POST /devices/actions/preview'] = {
      matched: device ? 1 : 0,
      changes: 0,
      first: [],
      warnings: [],
    }
  }
  knows(known, [])
  const api = fakeApi(answers)
  const held: Held = {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  render(<Changing held={held} />)
  return {
    api,
    become(next: DeskState) {
      state = next
      for (const listener of listeners) listener()
    },
    /** The server hears somebody, and hints at it. */
    async hears(device: Device | null, items: CheckInRecord[] = []) {
      knows(device, items)
      await invalidate('device', 'check-ins')
    },
  }
}

const text = () => document.body.textContent ?? ''
const thermo = (over: Partial<Device> = {}) =>
  exampleDevice({ id: mac, product: 'thermo', version: '2.34', ...over })
/** Until the server has said what it knew before. */
const remembers = ({ api }: ReturnType<typeof bench>) =>
  vi.waitFor(() => expect(api.requests.map(({ path }) => path)).toContain('/check-ins'))

test('before a board is there, it says in a line what will happen', async () => {
  bench(exampleDeskState({ kind: 'idle' }))
  await says('Turns green when the board makes its first check-in')
})

test('a new board turns it green, with its device and what it said', async () => {
  const room = bench(ready)
  await remembers(room)
  room.become(started())
  await says(`Waiting for the first check-in of ${mac}`)
  expect(text()).toContain('http://192.168.1.10:5000')
  await room.hears(thermo({ name: 'Kitchen' }))
  await says('thermo 2.34 is in the fleet')
  const link = document.querySelector<HTMLAnchorElement>('a[href^="/devices/"]')
  expect([link?.textContent, link?.getAttribute('href')]).toEqual([
    'Kitchen',
    `/devices/${encodeURIComponent(mac)}`,
  ])
  expect(text()).toContain('Up to date')
})

test('a board that the server does not know is never asked for, because that would be a 404', async () => {
  const room = bench(ready)
  await remembers(room)
  room.become(started())
  await says('Waiting for the first check-in')
  const asked = () => room.api.requests.map(({ path }) => path)
  const asks = () => asked().filter((path) => path === '/devices/actions/preview').length
  await room.hears(null)
  await vi.waitFor(() => expect(asks()).toBeGreaterThan(1))
  expect(asked()).not.toContain(`/devices/${mac}`)
  expect(room.api.requests.find(({ method }) => method === 'POST')?.body).toEqual({
    selection: { ids: [mac] },
    action: { do: 'lift' },
  })
})

test('a board whose MAC was merged into another device is heard as that one', async () => {
  const kitchen = thermo({ id: 'kitchen', aliases: [mac], polls: 7 })
  const room = bench(ready, kitchen)
  await remembers(room)
  room.become(started())
  await says('Waiting for the next check-in')
  await room.hears({ ...kitchen, polls: 8 })
  await says('thermo 2.34 is in the fleet')
  expect(document.querySelector('a[href="/devices/kitchen"]')).not.toBeNull()
})

test('a board that was in the fleet before has to be heard again', async () => {
  const before = thermo({ polls: 7, version: '1.00' })
  const room = bench(ready, before)
  await remembers(room)
  room.become(started())
  await says('Waiting for the next check-in')
  await room.hears(before)
  expect(text()).toContain('Waiting for the next check-in')
  await room.hears(thermo({ polls: 8, version: '1.00' }))
  await says('thermo 2.34 is in the fleet')
  await says('It calls itself 1.00, though thermo 2.34 was written')
})

test('what it said at first stays when it is updated later', async () => {
  const room = bench(ready)
  await remembers(room)
  room.become(started())
  await room.hears(thermo({ version: '1.00' }))
  await says('It calls itself 1.00')
  await room.hears(thermo({ polls: 9, version: '2.40' }))
  await says('2.40')
  expect(text()).toContain('It calls itself 1.00')
})

test('callers without a MAC are shown as what the board could be', async () => {
  const room = bench(ready)
  await remembers(room)
  room.become(started())
  await room.hears(null, [
    exampleCheckIn({ id: 1, device: 'address:10.0.0.7', address: '10.0.0.7', version: null }),
  ])
  await says('this could be the one')
  expect(text()).toContain('10.0.0.7, saying no version')
})

test.each([
  ['choosing', 'It is on no Wi-Fi yet: choose one above. Then its sketch asks this server'],
  ['joined', 'It is on Workshop. Now its sketch asks this server'],
] as const)('a board that takes Wi-Fi settings and is %s says what comes first', async (step, words) => {
  const flash = await exampleWifi({ step, ssid: step === 'joined' ? 'Workshop' : null })
  bench(exampleDeskState(flash, { startedAt: Date.now() }))
  await says(words)
})

test('a board that does not start is not expected to call', async () => {
  const fault = { code: 'panic', sentence: 'It crashed.' } as const
  const crashed = await exampleStarted(exampleConsole([], { fault: { ...fault } as never }))
  bench(exampleDeskState(crashed, { startedAt: Date.now() }))
  await says('Something is wrong with how it starts: see above. Once it runs, its sketch asks')
})

test('after two minutes it says what may be in the way', async () => {
  bench(started(Date.now() - 130_000))
  await says('The board is on no Wi-Fi')
})

test('a board that calls while another page is open is in the fleet on return', async () => {
  const room = bench(ready)
  await remembers(room)
  room.become(started())
  await says('Waiting for the first check-in')
  room.become(away)
  await says('Another page')
  await room.hears(thermo({ polls: 1 }))
  room.become(started())
  await says('thermo 2.34 is in the fleet')
})

test('the next board is waited for anew', async () => {
  const room = bench(ready)
  await remembers(room)
  room.become(started())
  await room.hears(thermo({ polls: 3 }))
  await says('is in the fleet')
  room.become(exampleDeskState({ kind: 'connecting', attempt: 1, holdBoot: false }))
  await says('Turns green when')
  room.become({ ...ready, turn: 2 })
  room.become({ ...started(), turn: 2 })
  await says('Waiting for the next check-in')
  await room.hears(thermo({ polls: 4 }))
  await says('is in the fleet')
})

test('a chip that does not tell its MAC is looked for by hand', async () => {
  bench(
    exampleDeskState(
      { kind: 'done', board: { ...board, mac: null }, plan, console: view, wifi: null },
      { startedAt: 1 },
    ),
  )
  await says('The chip did not tell its MAC')
})
