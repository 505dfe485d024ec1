import { expect, test, vi } from 'vitest'
import { exampleProduct, exampleRegistry, exampleServer } from '../testing/examples.ts'
import { button, fakeApi, render, says } from '../testing/render.tsx'
import { FlashReleaseButton } from './FlashRelease.tsx'
import { ReleaseActions } from './ReleaseActions.tsx'
import { useStartAction } from './releaseAction.ts'

vi.setConfig({ testTimeout: 20_000 })

const release = { product: 'default', version: '1.01' }

function Delete() {
  const start = useStartAction()
  return (
    <button type="button" onClick={() => start({ does: 'delete', release })}>
      Delete it
    </button>
  )
}

/** `running` of the product's devices say that they run the release, and `pinned` are pinned to it. */
async function show({ running, pinned }: { running: number; pinned: number }) {
  const product = exampleProduct(['1.01', '1.02'])
  const counts = running > 0 ? [{ product: 'default', version: '1.01', devices: running }] : []
  const api = fakeApi({
    'GET /registry': exampleRegistry({ default: product }),
    'GET /server': exampleServer({
      fleet: { devices: 3, full: false, lastCheckInAt: null, running: counts },
    }),
    'GET /devices': { items: [], next: null, total: pinned },
    'DELETE /products/default/releases/1.01': null,
  })
  render(
    <ReleaseActions>
      <Delete />
    </ReleaseActions>,
  )
  await says('Delete it')
  button('Delete it').click()
  return () => api.requests.some(({ method }) => method === 'DELETE')
}

test('a release that no device runs or is pinned to is deleted at once, and can be brought back', async () => {
  const deleted = await show({ running: 0, pinned: 0 })
  await says('Deleted 1.01.')
  expect(deleted()).toBe(true)
})

test('a release that devices are pinned to is deleted only after saying what becomes of them', async () => {
  const deleted = await show({ running: 0, pinned: 2 })
  await says('2 devices are pinned to it, and would be sent no update at all until the pin is changed.')
  expect(document.body.textContent).not.toContain('They go on running it')
  expect(deleted()).toBe(false)
})

test('a release that devices run is deleted only after saying so', async () => {
  const deleted = await show({ running: 1, pinned: 0 })
  await says('1 device runs it. They go on running it')
  expect(document.body.textContent).not.toContain('pinned')
  expect(deleted()).toBe(false)
})

test('a release leads to the flasher', async () => {
  const product = exampleProduct(['1.01'])
  const link = () => document.querySelector('a[href^="/flash"]')
  render(<FlashReleaseButton release={release} product={product} />)
  await says('Flash by USB')
  expect(link()?.getAttribute('href')).toBe('/flash?product=default&version=1.01')
  expect(link()?.hasAttribute('aria-description')).toBe(false)
})

test('a release of the demo fleet says why it cannot be flashed', async () => {
  render(<FlashReleaseButton release={release} product={{ ...exampleProduct(['1.01']), demo: true }} />)
  await says('Flash by USB')
  const link = document.querySelector('a[href^="/flash"]')
  expect(link?.getAttribute('aria-description')).toContain('demo fleet')
})
