import { expect, test, vi } from 'vitest'
import { exampleBuild, exampleProduct, exampleRegistry } from '../../testing/examples.ts'
import { fakeApi, render, says } from '../../testing/render.tsx'
import { ByHand } from './ByHand.tsx'

vi.setConfig({ testTimeout: 20_000 })

function show(build = exampleBuild()) {
  const product = exampleProduct(['1.02'])
  const release = product.releases['1.02']
  if (release) product.releases['1.02'] = { ...release, builds: { default: build } }
  fakeApi({ 'GET /registry': exampleRegistry({ default: product }) })
  render(<ByHand firmware={null} onChoose={() => {}} />)
}

const commands = () => [...document.querySelectorAll('pre')].map(({ textContent }) => textContent)

test('an app alone comes with the lines for the usual table, and says that the board decides', async () => {
  show()
  await says('This build is an app alone')
  expect(commands()).toEqual([
    [
      'esptool --chip esp32 --baud 460800 write-flash --flash-mode keep --flash-freq keep --flash-size keep 0x10000 default-1.02.bin',
      'esptool --chip esp32 --baud 460800 erase-region 0xe000 0x2000',
    ].join('\n'),
  ])
  expect(document.body.textContent).toContain('with another table, take its own')
  expect(document.querySelector('a[download]')?.getAttribute('href')).toBe(
    '/api/v1/products/default/releases/1.02/builds/default',
  )
})

test('with a factory image the first command is for a blank board, and the file can be downloaded', async () => {
  const factory = {
    sha256: 'b'.repeat(64),
    size: 90_000,
    fileName: 'merged.bin',
    appOffset: 0x1_0000,
    address: 0,
  }
  show(exampleBuild({ factory }))
  await says('Everything that a blank board needs.')
  expect(commands()[0]).toMatch(/write-flash --flash-mode keep .* 0x0 default-1\.02-factory\.bin$/)
  document.querySelector<HTMLInputElement>('input[type=checkbox]')?.click()
  await vi.waitFor(() => expect(commands()[0]).toContain('write-flash --erase-all --flash-mode'))
  expect(commands()[1]).not.toContain('--erase-all')
  expect([...document.querySelectorAll('a[download]')].map(({ textContent }) => textContent)).toEqual([
    'default-1.02.bin',
    'default-1.02-factory.bin',
  ])
})

test('what no cable can write is downloaded, and says why it has no command', async () => {
  show(exampleBuild({ kind: 'encrypted', chip: null }))
  await says('This build is encrypted for updates over the air')
  expect(commands()).toEqual([])
  expect(document.querySelectorAll('a[download]')).toHaveLength(1)
})
