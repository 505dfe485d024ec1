import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Bench } from './bench/bench.ts'
import { app, factory, factoryParts, nvs } from './bench/contents.ts'
import { button, chooseRelease, connect, dropFirmware, step } from './bench/flashPage.ts'
import { type FlashVisit, flashVisit, usedBoard } from './bench/flashVisit.ts'
import { noChromium } from './chromium.ts'
import { expectGoodPage } from './goodPage.ts'
import { drop } from './visit.ts'

describe.skipIf(noChromium)(`flashing files${noChromium ? ` (skipped: ${noChromium})` : ''}`, () => {
  let at: FlashVisit

  beforeAll(async () => {
    at = await flashVisit()
  })
  afterAll(() => at.end())

  const flash = async ({ page }: Bench) => {
    await connect(page)
    await button(page, 'Flash').click()
  }

  it.concurrent('takes a bare app that is dropped anywhere on the page', async () => {
    const bench = await at.bench([usedBoard('ESP32')], '/flash')
    const { page, board, leave } = bench
    await dropFirmware(page, [{ name: 'mine.bin', bytes: app('ESP32', '7.00') }])
    await step(page, 'Firmware').getByText('mine.bin').waitFor()
    await flash(bench)
    await step(page, 'Start').getByText('Board now runs thermo 7.00').waitFor()
    await board.becomes({ running: { version: '7.00', slot: 'app1' } })
    await leave()
  })

  it.concurrent('tells a blank board’s owner what an app lacks, and takes the rest', async () => {
    const bench = await at.bench([{ chip: 'ESP32-S3' }], '/flash')
    const { page, board, leave } = bench
    const files = { app: app('ESP32-S3', '7.00'), ...factoryParts('ESP32-S3') }
    await dropFirmware(page, [{ name: 'app.bin', bytes: files.app }])
    await button(page, 'Connect').click()
    const refusal = step(page, 'Board').getByRole('alert')
    await refusal
      .getByText(/bootloader/)
      .first()
      .waitFor()
    await expectGoodPage(page)
    await refusal.getByRole('button', { name: 'Add files' }).click()
    await dropFirmware(
      page,
      Object.entries(files).map(([name, bytes]) => ({ name: `${name}.bin`, bytes })),
    )
    await button(page, 'Use these files').click()
    await button(page, 'Flash').click()
    await board.becomes({ running: { version: '7.00', slot: 'app0' } })
    await leave()
  })

  it.concurrent('takes files with addresses, also one that only the address tells of', async () => {
    const bench = await at.bench([usedBoard('ESP32')], '/flash')
    const { page, board, leave } = bench
    const data = Buffer.alloc(0x1000, 'spiffs here\0')
    await dropFirmware(page, [
      { name: 'app.bin', bytes: app('ESP32', '7.00') },
      { name: 'data.bin', bytes: data },
    ])
    await step(page, 'Firmware').getByLabel('Address of app.bin').fill('0x10000')
    await step(page, 'Firmware').getByLabel('Address of data.bin').fill('0x290000')
    await expectGoodPage(page)
    await button(page, 'Use these files').click()
    await flash(bench)
    await board.becomes({ running: { version: '7.00', slot: 'app0' } })
    expect(await board.read(0x290000, data.length)).toEqual(data)
    await leave()
  })

  it.concurrent('takes the manifest of an install button with its files, for the chip that is there', async () => {
    const bench = await at.bench([{ chip: 'ESP32-C3' }], '/flash')
    const { page, board, leave } = bench
    const build = (chipFamily: string, path: string) => ({ chipFamily, parts: [{ path, offset: 0 }] })
    const manifest = {
      name: 'Thermo',
      version: '7.00',
      builds: [build('ESP32', 'esp32.bin'), build('ESP32-C3', 'c3.bin')],
    }
    await dropFirmware(page, [
      { name: 'manifest.json', bytes: Buffer.from(JSON.stringify(manifest)) },
      { name: 'esp32.bin', bytes: factory('ESP32', '7.00') },
      { name: 'c3.bin', bytes: factory('ESP32-C3', '7.00') },
    ])
    await expectGoodPage(page)
    await button(page, 'Use these files').click()
    await flash(bench)
    await board.becomes({ running: { version: '7.00' } })
    await leave()
  })

  it.concurrent('keeps settings with a whole release too, unless everything is to be erased', async () => {
    const used = usedBoard('ESP32', { builtInWifi: null, speaksImprov: true })
    const bench = await at.bench([used], '/flash?product=default&version=3.00')
    const { page, board, leave } = bench
    await flash(bench)
    const wifi = step(page, 'Wi-Fi')
    await wifi.getByText('Workshop').first().click()
    await wifi.getByLabel('Password', { exact: true }).fill('soldering')
    await button(wifi, 'Join').click()
    await board.becomes({ ssid: 'Workshop', running: { slot: 'app1', version: '3.00' } })
    const settings = await board.read(nvs.offset, nvs.size)

    await button(page, 'Flash another board').click()
    await flash(bench)
    await board.becomes({ ssid: 'Workshop', running: { slot: 'app0', version: '3.00' } })
    expect(await board.read(nvs.offset, nvs.size)).toEqual(settings)

    await button(page, 'Flash another board').click()
    await connect(page)
    await page.getByLabel('Erase everything first').check()
    await button(page, 'Flash').click()
    await board.becomes({ running: { version: '3.00' }, ssid: null })
    expect(await board.read(nvs.offset, nvs.size)).toEqual(Buffer.alloc(nvs.size, 0xff))
    await leave()
  })

  it('makes a release that a blank board can be flashed from out of what a build leaves', async () => {
    const bench = await at.bench([{ chip: 'ESP32-C3' }], '/firmware')
    const { page, board, leave } = bench
    const { bootloader, partitions } = factoryParts('ESP32-C3')
    await drop(page, [
      { name: 'bootloader.bin', bytes: bootloader },
      { name: 'partitions.bin', bytes: partitions },
      { name: 'thermo.bin', bytes: app('ESP32-C3', '8.00') },
    ])
    const card = page.getByRole('listitem', { name: 'thermo.bin' })
    await card.getByText(/blank board/).waitFor()
    await expectGoodPage(page)
    await card.getByRole('button', { name: /^Save and publish 8\.00/ }).click()
    await page.getByText('8.00 is saved, and stable points at it.').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Flash' }).click()
    await chooseRelease(page, '8.00')
    await flash(bench)
    await board.becomes({ running: { version: '8.00', slot: 'app0' } })
    await leave()
  })

  it('runs under its Content-Security-Policy without a complaint', () => {
    expect(at.complaints).toEqual([])
  })
})
