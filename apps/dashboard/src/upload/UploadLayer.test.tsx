import { makeImage } from '@cyberdeck-ota/esp-image'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  exampleBuild,
  exampleProduct,
  exampleRegistry,
  exampleRelease,
  exampleServer,
} from '../testing/examples.ts'
import { button, fakeApi, render, says } from '../testing/render.tsx'
import { partBytes } from './exampleParts.ts'
import { readFirmware } from './firmwareReading.ts'
import { UploadLayer } from './UploadLayer.tsx'
import { firmwareReader, uploads } from './uploadStore.ts'

// The panel comes in a part of its own, and takes its time on a busy machine.
vi.setConfig({ testTimeout: 20_000 })

const { 'bootloader.bin': bootloader, 'partitions.bin': partitions, ...rest } = partBytes()
const app = makeImage({ version: '1.03' })

beforeEach(() => {
  // happy-dom starts no workers.
  vi.spyOn(firmwareReader, 'read').mockImplementation(readFirmware)
  vi.spyOn(firmwareReader, 'contains').mockResolvedValue(true)
})

afterEach(() => {
  for (const { id } of uploads.get().items) uploads.remove(id)
  vi.restoreAllMocks()
})

function show(registry = exampleRegistry({ default: exampleProduct(['1.01', '1.02']) })) {
  fakeApi({ 'GET /registry': registry, 'GET /server': exampleServer() })
  render(<UploadLayer />)
}

function add(files: Record<string, Uint8Array>) {
  uploads.add(Object.entries(files).map(([name, bytes]) => new File([new Uint8Array(bytes)], name)))
}

const reasonOf = (name: string) => button(name).getAttribute('aria-description')

test('an app with its parts says that a blank board can be flashed from it', async () => {
  show()
  add({ 'app.bin': app, 'bootloader.bin': bootloader, 'partitions.bin': partitions, ...rest })
  await says('with bootloader, partition table and OTA data')
  await says('A blank board can be flashed from it.')
  expect(document.querySelectorAll('fieldset[aria-label="For a blank board"] li')).toHaveLength(3)
  expect(document.body.textContent).toContain('Bootloader: bootloader.bin')
  expect(reasonOf('Save')).toBeNull()
})

test('OTA data that nobody gave is told as such, and cannot be left out', async () => {
  show()
  add({ 'app.bin': app, 'bootloader.bin': bootloader, 'partitions.bin': partitions })
  await says('OTA data: empty, as the partition table has a place for it')
  await says('A blank board can be flashed from it.')
  expect(() => button('Leave the OTA data out')).toThrow()
})

test('half of the parts keep it from being saved until the other half comes or they are left out', async () => {
  show()
  add({ 'app.bin': app, 'bootloader.bin': bootloader })
  const sentence = 'A bootloader starts nothing without its partition table: add that too.'
  await says(sentence)
  expect(reasonOf('Save')).toBe(sentence)
  expect(button('Add partition table')).toBeDefined()
  button('Leave the bootloader out').click()
  await vi.waitFor(() => expect(reasonOf('Save')).toBeNull())
  expect(document.activeElement?.getAttribute('aria-label')).toBe('For a blank board')
  expect(button('Add bootloader and partition table')).toBeDefined()
})

test('parts of another chip are refused in the words of the server', async () => {
  show()
  const s3 = partBytes({ chipId: 9 })
  add({ 'app.bin': app, 'bootloader.bin': s3['bootloader.bin'], 'partitions.bin': partitions })
  await says('The bootloader is for ESP32-S3, and the app for ESP32.')
})

test('a part alone says what to drop it with', async () => {
  show()
  add({ 'partitions.bin': partitions })
  await says('This is a partition table: a cable writes it beside an app, and devices are never sent it.')
  await says('Drop it together with its app')
})

test('a part between two apps asks which it belongs to', async () => {
  show()
  add({ 'a.bin': app, 'b.bin': makeImage({ version: '1.04' }), 'boot_app0.bin': rest['boot_app0.bin'] })
  await says('This is OTA data: a cable writes it')
  button('Add to b.bin').click()
  await says('with OTA data')
  expect(document.body.textContent).not.toContain('Which app does it belong to?')
})

test('parts for a build that is here already are told as what they add to it', async () => {
  const reading = await readFirmware(new Blob([new Uint8Array(app)]))
  const build = exampleBuild({ sha256: reading.whole.sha256 })
  const release = exampleRelease('1.03', { builds: { default: build } })
  show(exampleRegistry({ default: { ...exampleProduct(['1.03']), releases: { '1.03': release } } }))
  add({ 'app.bin': app })
  await says('This very file is here already')
  await vi.waitFor(() => expect(reasonOf('Save')).toContain('saved already'))
  add({ 'bootloader.bin': bootloader, 'partitions.bin': partitions })
  await says('1.03 is here already without them: saving adds them to it.')
  expect(reasonOf('Save')).toBeNull()
})
