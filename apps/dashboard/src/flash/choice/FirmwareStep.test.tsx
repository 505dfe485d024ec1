import type { Product } from '@cyberdeck-ota/schema'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import {
  app,
  appBuild,
  bootloader,
  buildWithFactory,
  partitions,
  unknownData,
} from '../../testing/exampleFirmware.ts'
import { exampleBuild, exampleProduct, exampleRegistry, exampleRelease } from '../../testing/examples.ts'
import { button, fakeApi, render, says } from '../../testing/render.tsx'
import { dropTakers } from '../../upload/dropTakers.ts'
import { FirmwareStep } from './FirmwareStep.tsx'
import type { Firmware } from './firmware.ts'

// A whole page takes its time to show on a busy machine.
vi.setConfig({ testTimeout: 20_000 })

const thermo: Product = {
  ...exampleProduct([]),
  releases: {
    '2.34': exampleRelease('2.34', { builds: { devkit: exampleBuild(), sense: buildWithFactory } }),
    '2.35': exampleRelease('2.35', { builds: { sense: appBuild() } }),
  },
  channels: { stable: { version: '2.34', recall: false } },
}

interface PageProps {
  given: Firmware | null
  locked: boolean
  onChoose: (firmware: Firmware | null) => void
}

/** Keeps the choice, as the real page does; a button begins and ends the writing. */
function Page({ given, locked, onChoose }: PageProps) {
  const [firmware, setFirmware] = useState(given)
  const [writing, setWriting] = useState(locked)
  const choose = (next: Firmware | null) => {
    onChoose(next)
    setFirmware(next)
  }
  return (
    <>
      <FirmwareStep firmware={firmware} locked={writing} onChoose={choose} />
      <button type="button" onClick={() => setWriting(!writing)}>
        {writing ? 'End' : 'Write'}
      </button>
    </>
  )
}

function show(products: Record<string, Product>, given: Partial<Omit<PageProps, 'onChoose'>> = {}) {
  fakeApi({ 'GET /registry': exampleRegistry(products) })
  const chosen: (Firmware | null)[] = []
  render(<Page given={null} locked={false} {...given} onChoose={(next) => chosen.push(next)} />)
  return chosen
}

function drop(...files: [name: string, bytes: Uint8Array | string][]) {
  dropTakers.get()?.take(files.map(([name, bytes]) => new File([bytes as Uint8Array<ArrayBuffer>], name)))
}

/** Waits until the button can be used, for as long as `says` waits for a text. */
const isEnabled = (name: string) =>
  vi.waitFor(() => expect(button(name).getAttribute('aria-disabled')).toBeNull(), { timeout: 10_000 })

const field = (label: string) => {
  const found = document.querySelector<HTMLInputElement>(`input[aria-label="${label}"]`)
  if (!found) throw new Error(`there is no field “${label}”`)
  return found
}

function type(label: string, text: string) {
  const input = field(label)
  // React hears a change only of what it has not set itself.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text)
  input.dispatchEvent(new Event('input', { bubbles: true }))
}

test('what stable points at is one press away, and then stands in a line with the way back', async () => {
  const chosen = show({ thermo })
  await says('starts a blank board too')
  button('Use thermo 2.34').click()
  await says('thermo 2.34 · the build for the chip')
  expect(chosen).toEqual([{ kind: 'release', product: 'thermo', version: '2.34', board: null }])
  expect(document.activeElement).toBe(button('Change'))
  button('Change').click()
  await says('Keep what was chosen')
  button('Keep what was chosen').click()
  await says('thermo 2.34 · the build for the chip')
  expect(chosen).toHaveLength(1)
})

test('made-up programs of the demo are not offered: without a library there are files only', async () => {
  show({ demo: { ...thermo, demo: true } })
  await says('Drop a .bin anywhere on this page')
  expect(document.body.textContent).not.toContain('A release')
})

test('boards that share a chip have to be named', async () => {
  const builds = { mini: appBuild({ sha256: 'b'.repeat(64) }), pro: appBuild() }
  show({ lamp: { ...exampleProduct([]), releases: { '1': exampleRelease('1', { builds }) } } })
  await says('Use lamp 1')
  expect(button('Use lamp 1').getAttribute('aria-description')).toBe(
    'Choose the board first: the builds are all for ESP32-S3.',
  )
})

test('a lone file that says what it is needs nothing but to be dropped, and another one replaces it', async () => {
  const chosen = show({ thermo })
  await says('Use thermo 2.34')
  drop(['thermo.bin', app])
  await says('thermo 2.34 · ESP32-S3 · thermo.bin · 1.0 kB')
  drop(['other.bin', app])
  await says('other.bin')
  expect(chosen).toEqual([
    { kind: 'files', files: [{ name: 'thermo.bin', bytes: app, address: null }] },
    { kind: 'files', files: [{ name: 'other.bin', bytes: app, address: null }] },
  ])
  expect(button('Keep it in the library too')).toBeDefined()
})

test('bootloader and partition table join an app that was dropped before', async () => {
  const chosen = show({})
  await says('Choose files')
  drop(['thermo.bin', app])
  await says('thermo 2.34 · ESP32-S3 · thermo.bin')
  drop(['bootloader.bin', bootloader], ['partitions.bin', partitions])
  await says('thermo 2.34 · ESP32-S3 · thermo.bin, bootloader.bin and partitions.bin')
  expect(chosen.at(-1)).toMatchObject({
    files: [{ bytes: app }, { bytes: bootloader }, { bytes: partitions }],
  })
  drop(['fonts.bin', unknownData])
  await says('Give fonts.bin an address first.')
  button('Remove fonts.bin').click()
  await isEnabled('Use these files')
})

test('parts do not take the place of a release: the app is asked for, and the release can be kept', async () => {
  const given: Firmware = { kind: 'release', product: 'thermo', version: '2.35', board: null }
  const chosen = show({ thermo }, { given })
  await says('thermo 2.35 · sense')
  drop(['bootloader.bin', bootloader])
  await says('they cannot be put beside a release; add the app’s file as well.')
  expect(chosen).toEqual([])
  drop(['thermo.bin', app])
  await says('App for ESP32-S3: thermo 2.34')
  expect(document.body.textContent).not.toContain('beside a release')
  button('Keep what was chosen').click()
  await says('thermo 2.35 · sense')
  button('Change').click()
  await says('Use thermo 2.35')
  expect(chosen).toEqual([])
})

test('several files are shown with what they are, and data waits for its address', async () => {
  const chosen = show({})
  await says('Choose files')
  drop(['bootloader.bin', bootloader], ['fonts.bin', unknownData])
  await says('Give fonts.bin an address first.')
  await says('Bootloader for ESP32-S3')
  type('Address of fonts.bin', '0x290000')
  await isEnabled('Use these files')
  button('Use these files').click()
  await says('bootloader.bin and fonts.bin')
  expect(chosen).toMatchObject([{ files: [{ address: null }, { address: 0x290000 }] }])
})

test('what no flash takes stays on screen with the reason until it is removed', async () => {
  const chosen = show({})
  await says('Choose files')
  drop(['thermo.zip', new Uint8Array([0x50, 0x4b, 3, 4])])
  await says('This is a zip archive')
  expect(button('Use this file').getAttribute('aria-description')).toBe('Remove thermo.zip first.')
  button('Remove thermo.zip').click()
  await says('Choose files')
  expect(chosen).toEqual([])
})

test('a manifest says which files it waits for, and takes them when they come', async () => {
  const chosen = show({})
  await says('Choose files')
  const parts = [{ path: 'thermo.bin', offset: 65536 }]
  drop(['manifest.json', JSON.stringify({ name: 'Thermo', builds: [{ chipFamily: 'ESP32-S3', parts }] })])
  await says('ESP32-S3: drop thermo.bin here too.')
  drop(['thermo.bin', app])
  await says('Thermo for ESP32-S3')
  button('Use these files').click()
  await says('Thermo · ESP32-S3')
  expect(chosen).toMatchObject([{ kind: 'manifest', builds: [{ files: [{ address: 65536 }] }] }])
})

test('while a board is written nothing changes, and both the button and a drop say so', async () => {
  const given: Firmware = { kind: 'release', product: 'thermo', version: '2.35', board: null }
  const chosen = show({ thermo }, { locked: true, given })
  await says('thermo 2.35 · sense · 1.0 kB')
  expect(button('Change').getAttribute('aria-description')).toContain('A board is being written')
  drop(['thermo.bin', app])
  await says('drop it again afterwards')
  expect(chosen).toEqual([])
})

test('a change that was begun before a board was written does not come back after it', async () => {
  const given: Firmware = { kind: 'release', product: 'thermo', version: '2.35', board: null }
  show({ thermo }, { given })
  await says('thermo 2.35 · sense')
  button('Change').click()
  await says('Keep what was chosen')
  button('Write').click()
  await says('thermo 2.35 · sense')
  drop(['thermo.bin', app])
  await says('drop it again afterwards')
  button('End').click()
  await isEnabled('Change')
  expect(document.body.textContent).not.toContain('Keep what was chosen')
  button('Write').click()
  await says('End')
  expect(document.body.textContent).not.toContain('drop it again afterwards')
})

test('a file that is still being read when a board is begun with is not taken', async () => {
  const given: Firmware = { kind: 'release', product: 'thermo', version: '2.35', board: null }
  const chosen = show({ thermo }, { given })
  await says('thermo 2.35 · sense')
  let read = () => {}
  const reading = new Promise<void>((resolve) => {
    read = resolve
  })
  const file = new File([app.slice()], 'late.bin')
  file.arrayBuffer = () => reading.then(() => app.slice().buffer)
  dropTakers.get()?.take([file])
  await says('Reading the files')
  button('Write').click()
  await vi.waitFor(() => button('End'))
  read()
  await says('was not taken')
  expect(chosen).toEqual([])
})
