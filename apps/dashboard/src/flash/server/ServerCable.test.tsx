import type { Device, FlashJob, SerialPortList } from '@cyberdeck-ota/schema'
import { expect, test, vi } from 'vitest'
import { invalidate } from '../../api/queryClient.ts'
import { paths } from '../../paths.ts'
import { exampleDevice } from '../../testing/exampleDevices.ts'
import { exampleJob, examplePort } from '../../testing/exampleFlashJobs.ts'
import { exampleProduct, exampleRegistry } from '../../testing/examples.ts'
import { button, fakeApi, render, says } from '../../testing/render.tsx'
import { ServerCable } from './ServerCable.tsx'

vi.setConfig({ testTimeout: 20_000 })

function show(
  ports: SerialPortList['items'],
  jobs: FlashJob[] = [],
  {
    unavailable = null,
    versions = ['1.01', '1.02'],
  }: { unavailable?: string | null; versions?: string[] } = {},
) {
  const known = { jobs }
  const answers: Record<string, unknown> = {
    'GET /check-ins': { items: [], kept: 1000, total: 0 },
    'GET /registry': exampleRegistry({ default: exampleProduct(versions) }),
    'GET /serial-ports': { items: ports, unavailable },
    'GET /flash-jobs': () => ({ items: known.jobs }),
    'POST /devices/actions/preview': { matched: 0, changes: 0, first: [], warnings: [] },
    'POST /flash-jobs': (body: object) => exampleJob({ ...body, phase: 'connecting' }),
    'POST /flash-jobs/7d3c9b1e5f20a846/cancel': exampleJob({ state: 'cancelled' }),
  }
  const api = fakeApi(answers)
  render(<ServerCable firmware={null} onChoose={() => {}} />)
  return {
    ask: () => api.requests.filter(({ method, path }) => method === 'POST' && path.startsWith('/flash-jobs')),
    asked: (path: string) => api.requests.some((request) => request.path === path),
    /** The server knows the board from now on. */
    async hears(device: Device) {
      answers[`GET /devices/${device.id}`] = device
      answers['POST /devices/actions/preview'] = { matched: 1, changes: 0, first: [], warnings: [] }
      await invalidate('device')
    },
    async become(next: FlashJob[]) {
      known.jobs = next
      await invalidate('flash-jobs')
    },
  }
}

test('the board on USB is flashed with the usual release, and nothing is erased unasked', async () => {
  const { ask } = show([examplePort(), examplePort({ path: '/dev/ttyS0', vendorId: null })])
  await says('Erase everything first')
  button('Flash').click()
  await vi.waitFor(() =>
    expect(ask()).toEqual([
      {
        method: 'POST',
        path: '/flash-jobs',
        body: {
          port: '/dev/ttyUSB0',
          product: 'default',
          version: '1.02',
          board: 'default',
          eraseAll: false,
        },
      },
    ]),
  )
})

test('a server that cannot reach ports says what to type, and that it looks again', async () => {
  show([], [], {
    unavailable: 'The server cannot reach serial ports yet: run "npm run usb" in its folder, and look again.',
  })
  await says('The server cannot reach serial ports yet')
  expect(document.querySelector('pre')?.textContent).toBe('npm run usb')
  expect(document.body.textContent).toContain('This page looks again every few seconds')
})

test('where nothing is plugged in it says what a container and a Linux user need', async () => {
  show([])
  await says('No board is plugged into the server')
  expect(document.body.textContent).toContain('--device /dev/ttyUSB0')
  expect(document.body.textContent).toContain('dialout')
})

test('ports that are not on USB are not chosen for anybody', async () => {
  const { ask } = show([examplePort({ path: '/dev/ttyS0', vendorId: null })])
  await says('Erase everything first')
  expect(button('Flash').getAttribute('aria-description')).toBe('Choose the port that the board is on.')
  button('Flash').click()
  expect(ask()).toEqual([])
})

test('an empty library says where to begin', async () => {
  show([examplePort()], [], { versions: [] })
  await says('There is no release yet')
})

test('a job shows how far it is, what was found, and is cancelled', async () => {
  const { ask } = show([examplePort()], [exampleJob({ warnings: ['Settings in "nvs" do not stay.'] })])
  await says('41 % · 31.2 kB/s · 17 s left')
  await says('ESP32-D0WD-V3 (revision v3.1)')
  await says('Settings in "nvs" do not stay.')
  expect(document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')).toBe('41')
  expect(button('Flash').getAttribute('aria-description')).toBe(
    'The server is flashing the board on /dev/ttyUSB0 right now.',
  )
  button('Cancel').click()
  await vi.waitFor(() =>
    expect(ask().map(({ path }) => path)).toEqual(['/flash-jobs/7d3c9b1e5f20a846/cancel']),
  )
})

test('a board that needs a hand says which button', async () => {
  show([examplePort()], [exampleJob({ phase: 'connecting', holdBoot: true, found: null })])
  await says('Needs its BOOT button')
  await says('Hold BOOT down')
})

test('a failure says why and what to try, and the same is tried again', async () => {
  const failure = {
    code: 'port-busy',
    sentence: 'The port could not be opened; most often another program has it.',
    remedies: ['Close what else may use the port.', 'Let your user use serial ports.'],
    details: 'EACCES',
  }
  const { ask } = show(
    [examplePort()],
    [exampleJob({ state: 'failed', phase: 'connecting', failure, eraseAll: true, version: '1.01' })],
  )
  await says(failure.sentence)
  expect([...document.querySelectorAll('ol > li')].map(({ textContent }) => textContent)).toEqual(
    failure.remedies,
  )
  expect(document.body.textContent).not.toContain('half written')
  button('Try again').click()
  await vi.waitFor(() => expect(ask()[0]?.body).toMatchObject({ version: '1.01', eraseAll: true }))
})

test('trying again waits for the board to be there, and is offered for the last try only', async () => {
  const stopped = exampleJob({ state: 'cancelled', phase: 'writing' })
  show([examplePort({ path: '/dev/ttyUSB7' })], [stopped, { ...stopped, id: 'earlier' }])
  await says('The board is half written')
  expect(
    [...document.querySelectorAll('button')].filter(({ textContent }) => textContent === 'Try again'),
  ).toHaveLength(1)
  expect(button('Try again').getAttribute('aria-description')).toBe('Nothing is plugged in at /dev/ttyUSB0.')
})

test('a blank board that got an app alone leads to where its release takes the rest', async () => {
  const failure = { code: 'blank-chip', sentence: 'It is blank.', remedies: [], details: null }
  show([examplePort()], [exampleJob({ state: 'failed', phase: 'checking', failure })])
  await says('Add bootloader and partition table to 1.02')
  const link = [...document.querySelectorAll('a')].find(({ textContent }) => textContent?.startsWith('Add '))
  expect(link?.getAttribute('href')).toBe(paths.release({ product: 'default', version: '1.02' }))
  expect(button('Try again').disabled).toBe(false)
})

test('when it is done it links the device, as soon as there is one', async () => {
  const { become, asked, hears } = show([examplePort()], [exampleJob()])
  await says('41 %')
  await become([exampleJob({ state: 'done', phase: 'resetting' })])
  await says('Written, verified and reset')
  await vi.waitFor(() => expect(asked('/devices/actions/preview')).toBe(true))
  expect(document.body.textContent).not.toContain('Its device page')
  await hears(exampleDevice({ id: '24:6F:28:AD:FF:04' }))
  await says('Its device page')
  const link = [...document.querySelectorAll('a')].find(
    ({ textContent }) => textContent === 'Its device page',
  )
  expect(link?.getAttribute('href')).toBe(paths.device('24:6F:28:AD:FF:04'))
})

test('a board that was watched turns green when it makes its first check-in', async () => {
  const { become, asked, hears } = show([examplePort()], [exampleJob()])
  await vi.waitFor(() => expect(asked('/check-ins')).toBe(true))
  await become([exampleJob({ state: 'done', phase: 'resetting' })])
  await says('Waiting for its first check-in')
  await hears(exampleDevice({ id: '24:6F:28:AD:FF:04' }))
  await says('default 1.02 is in the fleet')
})

test('of many jobs the latest show, and the rest on request', async () => {
  const done = exampleJob({ state: 'done', phase: 'resetting' })
  show(
    [examplePort()],
    Array.from({ length: 7 }, (_, index) => ({ ...done, id: `job-${index}` })),
  )
  await says('Show 3 more')
  expect(document.querySelectorAll('article')).toHaveLength(4)
  button('Show 3 more').click()
  await vi.waitFor(() => expect(document.querySelectorAll('article')).toHaveLength(7))
})
