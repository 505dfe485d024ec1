import { expect, test, vi } from 'vitest'
import { exampleSummary } from '../testing/exampleDevices.ts'
import { exampleProduct, exampleRegistry, exampleRelease } from '../testing/examples.ts'
import { button, fakeApi, render, says } from '../testing/render.tsx'
import { LabelsPanel } from './LabelsPanel.tsx'

// A whole panel takes its time to show on a busy machine.
vi.setConfig({ testTimeout: 20_000 })

function show(said: string) {
  fakeApi({
    'GET /registry': exampleRegistry({ default: exampleProduct(['1.01', '1.02']) }),
    'GET /devices': { items: [exampleSummary({ runs: '1.02', version: said })], next: null, total: 1 },
  })
  render(<LabelsPanel name="default" release={exampleRelease('1.02')} />)
}

test('a label that no release has can be accepted', async () => {
  show('0.9')
  await says('1 device that runs 1.02 still says 0.9.')
  expect(button('Accept 0.9 as an alias').getAttribute('aria-disabled')).toBeNull()
})

test('a label that is another release cannot, and the panel says what mends it instead', async () => {
  show('1.01')
  await says('default has a release 1.01 already. Raise the version in the sketch')
  expect(button('Accept 1.01 as an alias').getAttribute('aria-disabled')).toBe('true')
})
