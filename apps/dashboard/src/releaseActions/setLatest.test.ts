import { expect, test, vi } from 'vitest'
import { exampleProduct, exampleRegistry } from '../testing/examples.ts'
import { button, fakeApi, render, says } from '../testing/render.tsx'
import { isStepBack, moveChannel, pointerOf } from './setLatest.ts'

const registry = (versions: string[]) => exampleRegistry({ default: exampleProduct(versions) })
const move = (version: string) => ({ product: 'default', channel: 'stable', version })

test('only an older release than the one pointed at is a step back', () => {
  const at110 = registry(['1.9', '1.11', '1.10'])
  expect(isStepBack(at110, move('1.9'))).toBe(true)
  expect(isStepBack(at110, move('1.11'))).toBe(false)
  expect(isStepBack(at110, move('1.10.0'))).toBe(false)
})

test('without an order there is no back, and every device gets what is published', () => {
  expect(isStepBack(registry(['1.0', 'nightly']), move('1.0'))).toBe(false)
  expect(isStepBack(registry(['nightly', '1.0']), move('nightly'))).toBe(false)
})

test('a channel that points nowhere is no channel to step back from', () => {
  const beta = { product: 'default', channel: 'beta', version: '1.0' }
  expect(isStepBack(registry(['1.0', '2.0']), beta)).toBe(false)
  expect(pointerOf(registry(['1.0']), { product: 'default', channel: 'constructor' })).toBeNull()
})

test.each([
  ['puts the channel back', '1.1', { version: '1.0', recall: false }],
  ['leaves it where somebody has pointed it since', '1.2', null],
])('Undo %s', async (_, pointsAt, putBack) => {
  const before = registry(['1.1', '1.2', '1.0'])
  const stable = { version: pointsAt, recall: false }
  const product = { ...exampleProduct(['1.0', '1.1', '1.2']), channels: { stable } }
  const path = '/products/default/channels/stable'
  const { requests } = fakeApi({
    'GET /registry': exampleRegistry({ default: product }),
    [`PUT ${path}`]: exampleRegistry(),
  })
  const puts = () => requests.filter(({ method }) => method === 'PUT').map(({ body }) => body)
  render(null)
  await moveChannel(before, { ...move('1.1'), recall: false })
  await says('1.1 is latest now.')
  button('Undo').click()
  if (putBack === null) await says('was pointed elsewhere since, so it stays there')
  await vi.waitFor(() => expect(puts().slice(1)).toEqual(putBack === null ? [] : [putBack]))
})
