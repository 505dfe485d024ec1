import { expect, test, vi } from 'vitest'
import { StepContent } from '../overview/checklist/StepContent.tsx'
import { button, fakeApi, render, says } from '../testing/render.tsx'
import { DemoBanner } from './DemoBanner.tsx'

const none = { running: false, product: null, devices: 0, startedAt: null }
const running = { running: true, product: 'demo', devices: 24, startedAt: '2026-02-21T09:00:00.000Z' }

function Page() {
  return (
    <>
      <DemoBanner />
      <StepContent step="upload" onCopied={() => {}} />
    </>
  )
}

test('one click starts the demo fleet, a banner says that it runs, and one click removes it', async () => {
  let demo: typeof none | typeof running = none
  fakeApi({
    'GET /demo': () => demo,
    'PUT /demo': () => {
      demo = running
      return demo
    },
    'DELETE /demo': () => {
      demo = none
      return {}
    },
  })
  render(<Page />)
  await says('Show me with a demo fleet')
  const door = () =>
    [...document.querySelectorAll('button')].find((each) => each.textContent?.includes('demo fleet'))
  door()?.click()
  await says('A demo fleet is running: 24 devices, all virtual')
  expect(door()).toBeUndefined()
  button('Remove the demo').click()
  await says('Show me with a demo fleet')
  await vi.waitFor(() => expect(document.body.textContent).not.toContain('A demo fleet is running'))
})

test('a server that has no demo fleet offers none and complains of nothing', async () => {
  const { requests } = fakeApi({})
  render(<Page />)
  await says('I have a .bin')
  await vi.waitFor(() => expect(requests).toMatchObject([{ method: 'GET', path: '/demo' }]))
  expect(document.body.textContent).not.toContain('demo fleet')
})
