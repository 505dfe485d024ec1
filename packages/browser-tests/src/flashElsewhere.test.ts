import { createVirtualEsp32 } from '@cyberdeck-ota/virtual-esp32'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { app } from './bench/contents.ts'
import { button, step } from './bench/flashPage.ts'
import { type FlashVisit, flashVisit, usedBoard } from './bench/flashVisit.ts'
import { withServerPorts } from './bench/serverPorts.ts'
import { noChromium } from './chromium.ts'
import { expectGoodPage } from './goodPage.ts'
import { signIn } from './visit.ts'

describe.skipIf(noChromium)(
  `where a page may not use serial ports${noChromium ? ` (skipped: ${noChromium})` : ''}`,
  () => {
    let bare: FlashVisit
    let equipped: FlashVisit
    let page: Page

    beforeAll(async () => {
      bare = await withServerPorts(null, flashVisit)
      equipped = await withServerPorts([usedBoard('ESP32', { bytesPerSecond: 60_000 })], flashVisit)
    })
    afterAll(async () => {
      await bare.end()
      await equipped.end()
    })

    const way = (name: string) => page.getByRole('radio', { name })

    it.each(['ota.lan', '192.168.7.7'])(
      'says on http://%s that it is the address, and what works',
      async (host) => {
        page = await bare.open('/flash', { origin: `http://${host}:${bare.server.port}` })
        await signIn(page)
        await page
          .getByText(/localhost/)
          .first()
          .waitFor()
        expect(await button(page, 'Connect').count()).toBe(0)
        await expectGoodPage(page)
        if (host === 'ota.lan') await page.context().close()
      },
    )

    it('says how to make the server reach its own ports', async () => {
      await way('Plug into the server').click()
      await page.getByText('npm run usb', { exact: true }).first().waitFor()
      await expectGoodPage(page)
    })

    it('has downloads and a command line for every other case', async () => {
      await way('Download and flash yourself').click()
      await step(page, 'Files').getByRole('combobox', { name: 'Board' }).click()
      await page.getByRole('option', { name: /^esp32-s3/ }).click()
      await page
        .getByText(/esptool .*write-flash/)
        .first()
        .waitFor()
      await expectGoodPage(page)
      await page.context().close()
    })

    it('flashes a board that is plugged into the server, and follows it', async () => {
      page = await equipped.open('/flash?way=server&product=default&version=2.00&board=esp32', {
        origin: `http://192.168.7.7:${equipped.server.port}`,
      })
      await signIn(page)
      await step(page, 'Board on the server').getByLabel('Port', { exact: true }).waitFor()
      await expectGoodPage(page)
      await button(page, 'Flash').click()
      const job = page.getByRole('article')
      // A tooltip is outside of every region.
      await page.mouse.move(0, 0)
      await page.getByRole('tooltip').waitFor({ state: 'detached' })
      await job.getByRole('progressbar').waitFor()
      await expectGoodPage(page)
      await job.getByText(/verified/i).waitFor()
      await expectGoodPage(page)
      const board = createVirtualEsp32({
        serverUrl: equipped.server.url,
        mac: '24:6F:28:00:00:01',
        image: app('ESP32', '2.00'),
        version: '2.00',
        timing: { peekMs: 10 },
      })
      expect((await board.poll()).outcome).toBe('up-to-date')
      await job.getByRole('link', { name: 'Its device page' }).click()
      await page.getByRole('heading', { level: 1, name: board.mac }).waitFor()
    })

    it('runs under its Content-Security-Policy without a complaint', () => {
      expect([...bare.complaints, ...equipped.complaints]).toEqual([])
    })
  },
)
