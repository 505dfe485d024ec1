import { createVirtualEsp32 } from '@cyberdeck-ota/virtual-esp32'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { app, nvs } from './bench/contents.ts'
import { button, chooseRelease, connect, step, watchProgress } from './bench/flashPage.ts'
import { darkPhone, type FlashVisit, flashVisit, usedBoard } from './bench/flashVisit.ts'
import { noChromium } from './chromium.ts'
import { expectGoodPage } from './goodPage.ts'

/** However busy the machine is. */
const inTime = { timeout: 15_000 }

describe.skipIf(noChromium)(`flashing a board${noChromium ? ` (skipped: ${noChromium})` : ''}`, () => {
  let at: FlashVisit

  beforeAll(async () => {
    at = await flashVisit()
  })
  afterAll(() => at.end())

  it.each([
    ['ESP32', {}, {}],
    ['ESP32-S3', { usb: 'native', faults: { reenumerates: true } }, darkPhone],
  ] as const)(
    'takes a used %s from the cable into the fleet, and keeps its settings',
    async (chip, cable, options) => {
      const { page, board, leave } = await at.bench([usedBoard(chip, cable)], '/flash', options)
      await board.becomes({ running: { version: '1.00' } })
      const settings = await board.read(nvs.offset, nvs.size)
      await chooseRelease(page, '2.00')
      await button(page, 'Connect').click()
      await step(page, 'Board').getByText('thermo 1.00').first().waitFor()
      await button(page, /^Flash/).click()
      await step(page, 'Start').getByText('thermo 2.00').first().waitFor()
      await board.becomes({ running: { version: '2.00', slot: 'app1' } })
      expect(await board.read(nvs.offset, nvs.size)).toEqual(settings)

      expect((await (await board.online('2.00')).poll()).outcome).toBe('up-to-date')
      const joined = step(page, 'In the fleet')
      await joined.getByText('2.00 is in the fleet').waitFor()
      await expectGoodPage(page)
      await joined.getByRole('link').first().click()
      await page.getByRole('heading', { level: 1, name: (await board.now()).mac }).waitFor()
      await leave()
    },
  )

  it('gives an ESP32-C3 its Wi-Fi over Improv, after a wrong password too', async () => {
    const improv = { builtInWifi: null, speaksImprov: true, nextUrl: 'http://thermo.local/' }
    const bench = await at.bench([usedBoard('ESP32-C3', improv)], undefined, darkPhone)
    const { page, board, leave } = bench
    await connect(page)
    await button(page, /^Flash/).click()
    const wifi = step(page, 'Wi-Fi')
    await wifi.getByText('Workshop').first().waitFor()
    await wifi.getByText('Workshop').first().click()
    await wifi.getByLabel('Password', { exact: true }).fill('guessed')
    await button(wifi, 'Join').click()
    await wifi.getByText(/could not join/).waitFor()
    await expectGoodPage(page)
    await wifi.getByLabel('Password', { exact: true }).fill('soldering')
    await button(wifi, 'Join').click()
    await board.becomes({ ssid: 'Workshop' })
    await wifi.getByRole('link', { name: /thermo\.local/ }).waitFor()
    expect(await page.content()).not.toContain('soldering')
    expect((await (await board.online('2.00')).poll()).outcome).toBe('up-to-date')
    await step(page, 'In the fleet').getByText('2.00 is in the fleet').waitFor()
    await leave()
  })

  it('shows 1.2 MB going over a slow cable: how much, how fast, how long still', async ({ annotate }) => {
    await at.upload('4.00', {
      ...{ board: 'esp32', publish: 'none' },
      file: { name: 'big.bin', bytes: app('ESP32', '4.00', 1_200_000) },
    })
    const bench = await at.bench(
      [usedBoard('ESP32', { bytesPerSecond: 200_000 })],
      '/flash?product=default&version=4.00&board=esp32',
    )
    const { page, board, leave } = bench
    await connect(page)
    await expectGoodPage(page)
    const seen = await watchProgress(page)
    await button(page, /^Flash/).click()
    await expect.poll(async () => (await seen()).at(-1)?.percent ?? 0, inTime).toBeGreaterThan(20)
    await expectGoodPage(page)
    await step(page, 'Start').getByText('thermo 4.00').first().waitFor()
    const progress = await seen()
    const rising = progress.map(({ percent }) => percent)
    expect(rising).toEqual([...rising].sort((a, b) => a - b))
    expect(new Set(rising).size).toBeGreaterThanOrEqual(5)
    await annotate(`${rising.length} values; ${progress.at(Math.floor(rising.length / 2))?.words}`)
    const words = progress.find(({ percent }) => percent > 40)?.words
    expect(words).toMatch(/\d+(\.\d+)? kB of 1\.2 MB/)
    expect(words).toMatch(/\d+ kB\/s/)
    expect(words).toMatch(/\d+ s left/)
    await board.becomes({ running: { version: '4.00' } })
    await leave()
  })

  it('rescues a device with the release it ran last, and tells another board from it', async () => {
    const sick = createVirtualEsp32({
      serverUrl: at.server.url,
      mac: '24:6F:28:00:00:02',
      image: app('ESP32', '2.00'),
      version: '2.00',
      timing: { peekMs: 10 },
    })
    expect((await sick.poll()).outcome).toBe('up-to-date')
    const path = `/devices/${encodeURIComponent(sick.mac)}`
    const { page, boards, leave } = await at.bench([usedBoard('ESP32'), usedBoard('ESP32')], path)
    await button(page, 'More for this device').click()
    await page.getByRole('menuitem', { name: 'Rescue by USB…' }).click()
    await page
      .getByText(/^Rescue of/)
      .getByText(sick.mac)
      .first()
      .waitFor()
    await button(page, 'Connect').click()
    await step(page, 'Write').getByText('This is another board').waitFor()
    await expectGoodPage(page)
    expect(await button(page, 'Flash').count()).toBe(0)
    await button(page, 'Plug the right one in').click()
    await boards[1]?.bePicked()
    await connect(page)
    await button(page, 'Flash').click()
    await boards[1]?.becomes({ running: { version: '2.00' } })
    await step(page, 'Start').getByText('Board now runs thermo 2.00').waitFor()
    await leave()
  })

  it('runs under its Content-Security-Policy without a complaint', () => {
    expect(at.complaints).toEqual([])
  })
})
