import type { DeviceSummary } from '@cyberdeck-ota/schema'
import { useState } from 'react'
import { expect, onTestFinished, test, vi } from 'vitest'
import { invalidate } from '../api/queryClient.ts'
import { exampleSummary } from '../testing/exampleDevices.ts'
import { exampleRegistry, exampleServer } from '../testing/examples.ts'
import { button, fakeApi, render, says } from '../testing/render.tsx'
import { DevicesPage } from './DevicesPage.tsx'
import { type DeviceListState, listOfSearch } from './deviceList.ts'

const views = {
  all: 2,
  upToDate: 1,
  updating: 0,
  behind: 0,
  held: 1,
  failed: 0,
  unserved: 0,
  silent: 0,
  new: 0,
  weak: 0,
}

function Host({ onAsked }: { onAsked: (list: DeviceListState) => void }) {
  const [list, setList] = useState(listOfSearch({}))
  const onList = (next: DeviceListState) => {
    onAsked(next)
    setList(next)
  }
  return <DevicesPage list={list} onList={onList} />
}

/** The page on a server with these devices, and the lists that it asked for. */
function setUp(devices: () => DeviceSummary[]) {
  const asked: DeviceListState[] = []
  const api = fakeApi({
    'GET /devices': () => ({ items: devices(), next: null, total: devices().length }),
    'GET /devices/views': views,
    'GET /devices/facets': {
      tags: ['farm'],
      versions: [],
      boards: [],
      chips: [],
      products: [],
      channels: [],
    },
    'GET /registry': exampleRegistry(),
    'GET /server': exampleServer(),
    'GET /check-ins': { items: [], kept: 1000, total: 0 },
    'POST /devices/actions/preview': {
      matched: 1,
      changes: 1,
      first: [],
      warnings: ['It has no build for its board.'],
    },
    'POST /devices/actions': { changed: 1, undo: 'u1' },
    'POST /devices/actions/u1/undo': { changed: 0, undo: null },
  })
  render(<Host onAsked={(list) => asked.push(list)} />)
  return { ...api, asked }
}

const kitchen = exampleSummary({ id: 'AA:BB:CC:DD:EE:01', name: 'Kitchen', tags: ['farm'] })
const barn = exampleSummary({
  id: 'AA:BB:CC:DD:EE:02',
  name: 'Barn',
  state: 'held',
  target: '1.03',
  hold: true,
})

const names = () =>
  [...document.querySelectorAll('tbody tr')].map((row) => row.querySelector('a')?.textContent)
const labelled = (label: string) => {
  const words = [...document.querySelectorAll('label')].find(({ textContent }) => textContent === label)
  const found = words?.htmlFor
    ? document.querySelector<HTMLInputElement>(`#${words.htmlFor}`)
    : document.querySelector<HTMLInputElement>(`[aria-label="${label}"]`)
  if (!found) throw new Error(`nothing is called “${label}”`)
  return found
}

function type(name: string, text: string) {
  const box = labelled(name)
  box.focus()
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
  set?.call(box, text)
  box.dispatchEvent(new Event('input', { bubbles: true }))
}

test('without any device it shows what to paste, and waits', async () => {
  setUp(() => [])
  await says('No device yet')
  await says('Waiting for the first check-in…')
})

test('it shows what devices run and are meant to run, and leaves alone what is newer', async () => {
  const newer = exampleSummary({ id: 'AA:BB:CC:DD:EE:03', version: '1.04', runs: '1.04', target: '1.03' })
  const mislabelled = exampleSummary({
    id: 'AA:BB:CC:DD:EE:04',
    version: '1.01',
    runs: '1.03',
    target: '1.03',
  })
  setUp(() => [barn, newer, mislabelled])
  await says('1.02 meant to run 1.03')
  await says('1.03calls itself 1.01')
  expect(document.body.textContent).not.toContain('1.04, meant')
})

test('a tag narrows the list down, and a header sorts it; each begins at the first page', async () => {
  const { asked } = setUp(() => [kitchen, barn])
  await says('Kitchen')
  button('Show devices tagged farm').click()
  await vi.waitFor(() => expect(asked.at(-1)).toMatchObject({ query: 'tag:farm', cursor: null, page: 1 }))
  button('Last seen').click()
  await vi.waitFor(() => expect(asked.at(-1)).toMatchObject({ query: 'tag:farm', sort: '-last-seen' }))
})

test('a query that cannot be read is told of and not asked', async () => {
  const { asked } = setUp(() => [kitchen])
  await says('Kitchen')
  type('Find devices', 'colour:red')
  await says('There is no field “colour”')
  expect(asked).toEqual([])
  type('Find devices', 'state:held')
  await vi.waitFor(() => expect(asked.at(-1)?.query).toBe('state:held'))
})

test('rows keep their places while some are chosen, and what they say stays current', async () => {
  let devices = [kitchen, barn]
  setUp(() => devices)
  await says('Kitchen')
  labelled('Choose Kitchen').click()
  await says('1 device chosen')
  devices = [barn, { ...kitchen, version: '1.05', target: '1.05' }]
  await invalidate('devices')
  await says('1.05')
  expect(names()).toEqual(['Kitchen', 'Barn'])
  button('The list has changed: show it').click()
  await vi.waitFor(() => expect(names()).toEqual(['Barn', 'Kitchen']))
})

test('an action says what it would do, does it, and is undone', async () => {
  const { requests } = setUp(() => [kitchen, barn])
  await says('Kitchen')
  labelled('Choose Kitchen').click()
  await says('1 device chosen')
  button('Hold').click()
  await says('It has no build for its board.')
  await vi.waitFor(() => button('Hold 1 device').click())
  await says('Holding 1 device.')
  const selection = { ids: [kitchen.id] }
  expect(requests.filter(({ path }) => path === '/devices/actions')).toMatchObject([
    { body: { selection, action: { do: 'hold', hold: true } } },
  ])
  button('Undo').click()
  await vi.waitFor(() => expect(requests.map(({ path }) => path)).toContain('/devices/actions/u1/undo'))
  await says('1 device was changed again since')
})

test('a list without rows fills by itself, wherever the pointer is', async () => {
  let devices = [kitchen]
  setUp(() => devices)
  await says('Kitchen')
  devices = []
  type('Find devices', 'state:held')
  await says('No device matches')
  const pointer = { bubbles: true, pointerType: 'mouse' }
  const empty = [...document.querySelectorAll('p')].find(
    ({ textContent }) => textContent === 'No device matches',
  )
  empty?.dispatchEvent(new PointerEvent('pointerover', pointer))
  devices = [kitchen]
  await invalidate('devices')
  await vi.waitFor(() => expect(names()).toEqual(['Kitchen']))
})

test('what is forgotten goes at once, also while the pointer keeps the other rows in their places', async () => {
  let devices = [kitchen, barn]
  setUp(() => devices)
  await says('Kitchen')
  // A menu looks for something visible to focus, and in happy-dom nothing is.
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  onTestFinished(() => warn.mockRestore())
  const pointer = { bubbles: true, pointerType: 'mouse' }
  document.querySelector('table')?.dispatchEvent(new PointerEvent('pointerover', pointer))
  labelled('Choose Kitchen').click()
  await says('1 device chosen')
  button('More').click()
  await says('Forget…')
  const item = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Forget…')
  item?.click()
  await says('1 device is forgotten.')
  type('Type forget to confirm', 'forget')
  devices = [barn]
  await vi.waitFor(() => button('Forget 1 device').click())
  await says('Forgot 1 device.')
  await vi.waitFor(() => expect(names()).toEqual(['Barn']))
})
