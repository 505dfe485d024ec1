import type { Device } from '@cyberdeck-ota/schema'
import { expect, onTestFinished, test, vi } from 'vitest'
import { patchDevice } from '../api/deviceCommands.ts'
import { exampleDevice } from '../testing/exampleDevices.ts'
import { exampleProduct, exampleRegistry, exampleServer } from '../testing/examples.ts'
import { button, fakeApi, render, says } from '../testing/render.tsx'
import { DevicePage } from './DevicePage.tsx'
import { ForgetDialog } from './ForgetDialog.tsx'

// A whole page takes its time to show on a busy machine.
vi.setConfig({ testTimeout: 20_000 })

function api(device: Device, versions = ['1.00', '1.02']) {
  const path = `/devices/${device.id}`
  let { assigned } = device
  return fakeApi({
    'GET /registry': exampleRegistry({ default: exampleProduct(versions) }),
    'GET /server': exampleServer(),
    [`GET ${path}`]: () => ({ ...device, assigned }),
    [`PATCH ${path}`]: (patch: object) => {
      assigned = { ...assigned, ...patch }
      return { ...device, assigned }
    },
    [`GET ${path}/verdict`]: {
      verdict: 'hold',
      reason: { code: 'held', target: '1.02' },
      sentence: '1.02 is due, and an operator holds this device.',
      target: '1.02',
      board: null,
      runs: null,
      reply: { status: 304, headers: { connection: 'close' }, body: null, image: null },
    },
    [`GET ${path}/events`]: {
      items: [
        {
          id: 2,
          at: '2026-02-21T09:00:00.000Z',
          detail: { kind: 'runs', from: '1.00', to: '1.02', proven: true },
        },
        {
          id: 1,
          at: '2026-02-20T09:00:00.000Z',
          detail: { kind: 'first-seen', version: '1.00', address: '10.0.0.7' },
        },
      ],
      next: null,
    },
    [`GET ${path}/check-ins`]: { items: [], kept: 1000, total: 0 },
  })
}

test('it says what the device runs, what it would get and why, and the answer byte for byte', async () => {
  const device = exampleDevice({ name: 'Kitchen' })
  api(device)
  render(<DevicePage id={device.id} />)
  await says('1.02 is due, and an operator holds this device.')
  expect(document.querySelector('h1')?.textContent).toBe('Kitchen')
  expect(document.querySelector('pre')?.textContent).toBe('HTTP/1.1 304 Not Modified\nconnection: close\n')
})

test('a hold counts at once, and Undo puts back what was before', async () => {
  const device = exampleDevice()
  const { requests } = api(device)
  render(<DevicePage id={device.id} />)
  await says('Now and next')
  button('Hold').click()
  await says('It is held')
  button('Undo').click()
  const changes = () => requests.filter(({ method }) => method === 'PATCH').map(({ body }) => body)
  await vi.waitFor(() => expect(changes()).toEqual([{ hold: true }, { hold: false }]))
})

test('Undo leaves alone what was decided again since', async () => {
  const device = exampleDevice()
  const { requests } = api(device)
  render(<DevicePage id={device.id} />)
  await says('Now and next')
  button('Hold').click()
  await says('It is held')
  await patchDevice(device.id, { hold: false })
  button('Undo').click()
  await says('It has been changed again since')
  expect(requests.filter(({ method }) => method === 'PATCH')).toHaveLength(2)
})

test('a device that could not be forgotten is not said to be', async () => {
  const device = exampleDevice({ name: 'Kitchen' })
  api(device)
  render(<ForgetDialog device={device} onClose={() => {}} />)
  await says('Forget Kitchen?')
  const field = document.querySelector('input') as HTMLInputElement
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, 'Kitchen')
  field.dispatchEvent(new Event('input', { bubbles: true }))
  await vi.waitFor(() => expect(button('Forget it').getAttribute('aria-disabled')).toBeNull())
  button('Forget it').click()
  await vi.waitFor(() =>
    expect(document.querySelector('[class*=Notification-root]')?.textContent).toContain('Not known.'),
  )
})

test('rolling back pins what it ran before, after saying what that does', async () => {
  const device = exampleDevice()
  const { requests } = api(device)
  render(<DevicePage id={device.id} />)
  await says('Roll back to 1.00')
  button('Roll back to 1.00').click()
  await says('It is pinned to 1.00, which it ran before')
  button('Pin it to 1.00').click()
  await says('It goes back to 1.00 at its next check-in.')
  expect(requests.find(({ method }) => method === 'PATCH')?.body).toEqual({ pin: '1.00' })
})

test('a device known by its address only says what cannot be done with it', async () => {
  const device = exampleDevice({ id: 'address:10.0.0.7', identity: 'address', address: '10.0.0.7' })
  api(device)
  render(<DevicePage id={device.id} />)
  await says('Whatever calls from 10.0.0.7 is taken for this device')
  await says('cannot be followed through an update')
})

test('a device that nothing is known of has a page that says so', async () => {
  fakeApi({})
  render(<DevicePage id="nobody" />)
  await says('No device is known by this name')
})

test('what cannot be rolled back says why', async () => {
  const device = exampleDevice()
  api(device, ['1.02'])
  render(<DevicePage id={device.id} />)
  await says('First check-in')
  expect(button('Roll back').getAttribute('aria-description')).toContain('that release is gone')
})

test('a rescue by USB takes along which board it is, and the build that it was proven to run', async () => {
  const device = exampleDevice()
  api(device)
  render(<DevicePage id={device.id} />)
  await says('First check-in')
  // happy-dom takes a menu that fades in for hidden, and Mantine warns that nothing in it can have the focus.
  const warnings = vi.spyOn(console, 'warn').mockImplementation(() => {})
  onTestFinished(() => warnings.mockRestore())
  button('More for this device').click()
  const link = await vi.waitFor(() => {
    const found = [...document.querySelectorAll('a')].find(
      ({ textContent }) => textContent === 'Rescue by USB…',
    )
    if (!found) throw new Error('there is no way to a rescue')
    return found
  })
  const { pathname, searchParams } = new URL(link.href)
  expect([pathname, Object.fromEntries(searchParams)]).toEqual([
    '/flash',
    { product: 'default', version: '1.02', board: 'default', device: device.id },
  ])
})
