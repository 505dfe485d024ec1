import type { Product } from '@cyberdeck-ota/schema'
import { expect, test, vi } from 'vitest'
import {
  exampleBuild,
  exampleProduct,
  exampleRegistry,
  exampleRelease,
  exampleServer,
} from '../testing/examples.ts'
import { button, fakeApi, render, says } from '../testing/render.tsx'
import { ProductPage } from './ProductPage.tsx'

// A whole page takes its time to show on a busy machine.
vi.setConfig({ testTimeout: 20_000 })

const both = { devkit: exampleBuild(), sense: exampleBuild({ chip: 'ESP32-S3' }) }
const lamp: Product = {
  boards: { devkit: { chip: 'ESP32' }, sense: { chip: 'ESP32-S3' } },
  releases: {
    '1.00': exampleRelease('1.00', { builds: both }),
    '1.01': exampleRelease('1.01', { builds: { devkit: exampleBuild() } }),
  },
  channels: { stable: { version: '1.00', recall: false }, beta: { version: '1.01', recall: false } },
  removed: {},
}
const empty: Product = {
  ...exampleProduct([]),
  boards: { relay: { chip: 'ESP32-C6', declared: true } },
}

function show(chosen: { board: string | null; channel: string | null }, product = lamp) {
  let channels = product.channels
  const api = fakeApi({
    'GET /registry': () => exampleRegistry({ lamp: { ...product, channels } }),
    'GET /server': exampleServer(),
    'GET /devices': { items: [], next: null, total: 3 },
    'POST /products': exampleRegistry(),
    'PUT /products/lamp/boards/relay': exampleRegistry(),
    'DELETE /products/lamp': null,
    'DELETE /products/lamp/channels/beta': () => {
      const { beta: _, ...others } = channels
      channels = others
      return null
    },
    'PUT /products/lamp/channels/beta': exampleRegistry(),
  })
  render(<ProductPage name="lamp" chosen={chosen} onChoose={() => {}} />)
  return () => api.requests.filter(({ method }) => method !== 'GET')
}

test('each channel says what it points at and which boards it leaves behind', async () => {
  show({ board: null, channel: null })
  await says('Channels')
  const channels = [...document.querySelectorAll('table[aria-label="Channels"] tbody tr')]
  expect(channels.map((row) => row.textContent)).toEqual([
    expect.stringContaining('stable1.00every board'),
    expect.stringContaining('beta1.01no build for sense'),
  ])
})

test('the address is that of the board and channel chosen, with a query and without', async () => {
  show({ board: 'sense', channel: 'beta' })
  await says('/ota?product=lamp&board=sense&channel=beta')
  await says('/ota/product/lamp/board/sense/channel/beta/firmware.bin')
})

test('an install button is offered what starts a blank board, with its address, and the rest says why not', async () => {
  const part = { sha256: 'a'.repeat(64), size: 1, fileName: 'x.bin', address: 0 }
  const parts = { bootloader: part, partitions: part, otadata: null, appAddress: 0x10000 }
  const builds = { devkit: exampleBuild({ parts }), sense: exampleBuild({ chip: 'ESP32-S3' }) }
  const product = { ...lamp, releases: { ...lamp.releases, '1.00': exampleRelease('1.00', { builds }) } }
  show({ board: null, channel: null }, product)
  await says('can be installed on a blank ESP32')
  await says('Left out. Its build is an app alone')
  await says('/ota/product/lamp/manifest.json')
  await says('<esp-web-install-button manifest=')
})

test('a factory image is offered with the warning that it costs a board in use its settings', async () => {
  const factory = { sha256: 'a'.repeat(64), size: 1, fileName: 'x.bin', appOffset: 0x10000, address: 0 }
  const builds = { devkit: exampleBuild({ factory }), sense: exampleBuild({ chip: 'ESP32-S3' }) }
  const product = { ...lamp, releases: { ...lamp.releases, '1.00': exampleRelease('1.00', { builds }) } }
  show({ board: null, channel: null }, product)
  await says('blank ESP32; on one in use its settings are lost')
})

test('an install button that has nothing to install has no address', async () => {
  show({ board: null, channel: 'beta' })
  await says('Left out. The release has no build for it.')
  expect(document.body.textContent).not.toContain('manifest.json')
})

test('a channel is deleted only after saying what becomes of its devices, and Undo points it there again', async () => {
  const changes = show({ board: null, channel: null })
  await says('3 devices')
  button('Delete channel beta').click()
  await says('on it keep what they run')
  expect(changes()).toEqual([])
  button('Delete beta').click()
  await says('Deleted channel beta.')
  button('Undo').click()
  await vi.waitFor(() =>
    expect(changes().at(-1)).toEqual({
      method: 'PUT',
      path: '/products/lamp/channels/beta',
      body: { version: '1.01', recall: false },
    }),
  )
})

test('what cannot be deleted says why, and does nothing', async () => {
  const changes = show({ board: null, channel: null })
  await says('Channels')
  for (const [name, reason] of [
    ['Delete product', 'lamp has the releases 1.00 and 1.01: delete them first.'],
    [
      'Delete board devkit',
      'Board devkit of lamp has builds in 1.00 and 1.01: it goes when the last of them is deleted.',
    ],
    [
      'Empty stable',
      'stable is what devices follow that name no channel, so it always stays: point it at another release of lamp.',
    ],
  ] as const) {
    expect(button(name).getAttribute('aria-description')).toBe(reason)
    button(name).click()
  }
  expect(changes()).toEqual([])
})

test('a product with nothing published is deleted, and Undo makes it again with its boards', async () => {
  const changes = show({ board: null, channel: null }, empty)
  await says('ESP32-C6')
  expect(button('New channel').getAttribute('aria-description')).toContain('there is none yet')
  button('Delete product').click()
  await says('Deleted the product lamp.')
  button('Undo').click()
  await vi.waitFor(() =>
    expect(changes()).toEqual([
      { method: 'DELETE', path: '/products/lamp', body: null },
      { method: 'POST', path: '/products', body: { product: 'lamp' } },
      { method: 'PUT', path: '/products/lamp/boards/relay', body: { chip: 'ESP32-C6' } },
    ]),
  )
})

test('a product that is not there says so', async () => {
  fakeApi({ 'GET /registry': exampleRegistry(), 'GET /server': exampleServer() })
  render(<ProductPage name="lamp" chosen={{ board: null, channel: null }} onChoose={() => {}} />)
  await says('There is no product named lamp')
})
