import { makeImage, makeMergedImage } from '@cyberdeck-ota/esp-image'
import { InstallManifest } from '@cyberdeck-ota/schema'
import { createVirtualSerialEsp32, type SerialChip } from '@cyberdeck-ota/virtual-esp32/serial'
import { expect, onTestFinished, test, vi } from 'vitest'
import { factoryForm, partitions } from '../factoryFiles.ts'
import { type Part, startManagementApi, upload } from '../managementServer.ts'

/** A server that listens, with what these forms upload. */
async function startWith(...forms: Part[][]) {
  const server = await startManagementApi()
  for (const form of forms) expect(await upload(server, form)).toMatchObject({ status: 201 })
  await server.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = server.app.server.address() as { port: number }
  return `http://127.0.0.1:${port}`
}

/**
 * What is in flash once ESP Web Tools has installed: as its `flash.ts` (10.4.0) does, it takes the first build of the chip
 * and resolves each path against the address it was given for the manifest.
 */
async function install(manifestUrl: string, chip: string): Promise<Uint8Array> {
  const answer = await fetch(manifestUrl)
  const manifest = InstallManifest.parse(await answer.json())
  const build = manifest.builds.find(({ chipFamily }) => chipFamily === chip)
  const flash = new Uint8Array(0x400000).fill(0xff)
  for (const { path, offset } of build?.parts ?? []) {
    const file = await fetch(new URL(path, manifestUrl))
    expect(file.status).toBe(200)
    expect(file.headers.get('access-control-allow-origin')).toBe('*')
    const bytes = new Uint8Array(await file.arrayBuffer())
    expect(file.headers.get('content-length')).toBe(String(bytes.length))
    flash.set(bytes, offset)
  }
  return flash
}

async function expectRuns(chip: SerialChip, flash: Uint8Array, version: string): Promise<void> {
  const board = createVirtualSerialEsp32({ chip, mac: '24:6F:28:01:02:03', flash, timing: { bootMs: 1 } })
  onTestFinished(board.unplug)
  await vi.waitFor(() => expect(board.running).toMatchObject({ version }))
}

const chips: [SerialChip, number][] = [
  ['ESP32', 0],
  ['ESP32-S3', 9],
  ['ESP32-C3', 5],
]

test.each(chips)('a blank %s runs what an install button writes from the parts', async (chip, chipId) => {
  const url = await startWith(factoryForm('1.02', chipId))
  await expectRuns(chip, await install(`${url}/ota/manifest.json`, chip), '1.02')
})

test.each(chips)('a blank %s runs what an install button writes of a merged image', async (chip, chipId) => {
  const app0 = makeImage({ chipId, version: '2.34' })
  const base = chip === 'ESP32' ? 0x1000 : 0
  const merged = makeMergedImage({ chipId, partitions, apps: { app0 }, selected: 0, base })
  const url = await startWith([
    ['version', '2.34'],
    ['product', 'lamp'],
    ['extract', 'app'],
    ['publish', 'beta'],
    ['file', merged, 'lamp.merged.bin'],
  ])
  const address = `${url}/ota/product/lamp/channel/beta/manifest.json`
  await expectRuns(chip, await install(address, chip), '2.34')
})

test('each board gets its own build of one manifest, by query and by path', async () => {
  const url = await startWith(
    factoryForm('1.02', 0, [
      ['product', 'lamp'],
      ['board', 'devkit'],
    ]),
    factoryForm('1.02', 9, [
      ['product', 'lamp'],
      ['board', 's3'],
    ]),
  )
  const paths = ['manifest.json?product=lamp', 'product/lamp/manifest.json', '/product//lamp/manifest.json']
  for (const path of paths) {
    await expectRuns('ESP32', await install(`${url}/ota/${path}`, 'ESP32'), '1.02')
    await expectRuns('ESP32-S3', await install(`${url}/ota/${path}`, 'ESP32-S3'), '1.02')
  }
})
