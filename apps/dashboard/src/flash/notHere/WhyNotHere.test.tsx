import { expect, test, vi } from 'vitest'
import { button, render, says } from '../../testing/render.tsx'
import type { OutOfReach } from './reachOf.ts'
import { WhyNotHere } from './WhyNotHere.tsx'

function show(reach: OutOfReach) {
  const onWay = vi.fn()
  render(<WhyNotHere reach={reach} onWay={onWay} />)
  return onWay
}

test('over plain http it gives the page on localhost, a tunnel to it, and the browser’s own setting', async () => {
  show({ kind: 'insecure-origin', browser: 'edge' })
  await says('only over HTTPS or on localhost')
  expect(document.querySelector('pre')?.textContent).toMatch(/^ssh -N -L 5050:localhost:\d+ user@/)
  await says('edge://flags/#unsafely-treat-insecure-origin-as-secure')
  expect(document.body.textContent).not.toContain('Web Serial')
})

test('nothing is promised where the browser may not have Web Serial anywhere', async () => {
  show({ kind: 'insecure-origin', browser: null })
  await says('It also takes Web Serial')
})

test('Firefox has no such setting, so it is not told of one', async () => {
  show({ kind: 'insecure-origin', browser: 'firefox' })
  await says('Put the server behind HTTPS')
  expect(document.body.textContent).not.toContain('flags/')
})

test('a browser without Web Serial is named, with those that have it', async () => {
  show({ kind: 'no-support', browser: 'safari', secure: true })
  await says('Safari has no Web Serial')
  await says('Chrome, Edge, Opera, and Firefox from 151 on have it')
  expect(document.querySelector('pre')).toBeNull()
})

test('a browser without it at an address without it is told both, and no browser is sent to that address', async () => {
  show({ kind: 'no-support', browser: 'safari', secure: false })
  await says('Safari has no Web Serial')
  await says('this one came over plain http')
  expect(document.body.textContent).not.toContain('Open this page in a browser that has it')
  expect(document.querySelector('pre')?.textContent).toMatch(/^ssh /)
})

test('on a phone nothing is offered but a computer and the other ways', async () => {
  show({ kind: 'phone' })
  await says('A phone or tablet has no serial ports for pages: use a computer, or go another way.')
  expect(document.querySelector('pre')).toBeNull()
  expect(document.body.textContent).not.toMatch(/localhost|flags|Open this page/)
  expect([...document.querySelectorAll('button')].map(({ textContent }) => textContent)).toEqual([
    'Plug into the server',
    'Download and flash yourself',
  ])
})

test('a page that is kept from ports is to be opened by itself', async () => {
  show({ kind: 'not-allowed' })
  await says('in a tab of its own')
})

test('whatever the reason, the other ways are a click away', async () => {
  const onWay = show({ kind: 'not-allowed' })
  await says('Plug into the server')
  button('Plug into the server').click()
  button('Download and flash yourself').click()
  expect(onWay.mock.calls).toEqual([['server'], ['download']])
})
