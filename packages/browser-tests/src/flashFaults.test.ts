import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Bench } from './bench/bench.ts'
import { app } from './bench/contents.ts'
import { button, chooseRelease, connect, step } from './bench/flashPage.ts'
import { darkPhone, type FlashVisit, flashVisit, usedBoard } from './bench/flashVisit.ts'
import { noChromium } from './chromium.ts'
import { expectGoodPage } from './goodPage.ts'

/** However busy the machine is. */
const inTime = { timeout: 15_000 }
const big = '/flash?product=default&version=5.00&board=esp32'

// They mostly wait for esptool-js's pauses, so they do it together.
describe.skipIf(noChromium)(
  `what goes wrong at a cable${noChromium ? ` (skipped: ${noChromium})` : ''}`,
  () => {
    let at: FlashVisit

    beforeAll(async () => {
      at = await flashVisit()
      const file = { name: 'big.bin', bytes: app('ESP32', '5.00', 500_000) }
      await at.upload('5.00', { board: 'esp32', publish: 'none', file })
    })
    afterAll(() => at.end())

    const alert = ({ page }: Bench, title: string) => step(page, title).getByRole('alert')
    const flash = ({ page }: Bench) => button(page, 'Flash').click()
    const connectAndFlash = async (bench: Bench) => {
      await connect(bench.page)
      await flash(bench)
    }
    const writing = ({ page }: Bench) => step(page, 'Write').getByRole('progressbar')

    it.concurrent('is a cable pulled while writing: told at once, and finished with what was chosen', async () => {
      const bench = await at.bench([usedBoard('ESP32', { bytesPerSecond: 250_000 })], big)
      const { page, board, leave } = bench
      await connectAndFlash(bench)
      await vi.waitFor(
        async () => expect(Number(await writing(bench).getAttribute('aria-valuenow'))).toBeGreaterThan(10),
        inTime,
      )
      await board.act('unplug')
      await alert(bench, 'Write').getByText('The board is gone').waitFor({ timeout: 2000 })
      await expectGoodPage(page)
      await board.act('plugIn')
      await board.becomes({ running: { version: '1.00' } })
      await button(page, 'Try again').click()
      await step(page, 'Start').getByText('thermo 5.00').first().waitFor()
      await board.becomes({ running: { version: '5.00' } })
      await leave()
    })

    it.concurrent('is firmware for another chip: it says which there are, and another choice goes on', async () => {
      const bench = await at.bench([usedBoard('ESP32-C3')], big, darkPhone)
      const { page, board, leave } = bench
      await button(page, 'Connect').click()
      await alert(bench, 'Board')
        .getByText(/ESP32-C3/)
        .first()
        .waitFor()
      await expectGoodPage(page)
      expect(await button(page, 'Flash').getAttribute('aria-disabled')).toBe('true')
      await alert(bench, 'Board').getByRole('button', { name: 'Choose other firmware' }).click()
      await chooseRelease(page, '2.00')
      await flash(bench)
      await board.becomes({ running: { version: '2.00' } })
      await leave()
    })

    it.concurrent('is a board without the circuit for BOOT: it shows what to hold, and goes on by itself', async () => {
      const bench = await at.bench(
        [usedBoard('ESP32', { faults: { noBootCircuit: true } })],
        undefined,
        darkPhone,
      )
      const { page, board, leave } = bench
      await button(page, 'Connect').click()
      await step(page, 'Board')
        .getByText(/fingers/)
        .waitFor()
      await expectGoodPage(page)
      await board.act('holdBoot', 'pressReset', 'releaseBoot')
      await flash(bench)
      await step(page, 'Write').getByText('Written and verified').waitFor()
      await board.act('pressReset')
      await step(page, 'Start').getByText('thermo 2.00').first().waitFor()
      await leave()
    })

    it.concurrent('is a port that another program has', async () => {
      const bench = await at.bench([usedBoard('ESP32', { faults: { busy: true } })], undefined, darkPhone)
      const { page, board, leave } = bench
      await button(page, 'Connect').click()
      await alert(bench, 'Board')
        .getByText(/another program has it/)
        .waitFor()
      await expectGoodPage(page)
      await board.setFaults({ busy: false })
      await button(page, 'Try again').click()
      await flash(bench)
      await board.becomes({ running: { version: '2.00' } })
      await leave()
    })

    it.concurrent('is a list of ports that is closed without a choice', async () => {
      const bench = await at.bench([usedBoard('ESP32')])
      const { page, board, pickNone, leave } = bench
      await pickNone()
      await button(page, 'Connect').click()
      await alert(bench, 'Board').getByText('No port was picked.').waitFor()
      await board.bePicked()
      await button(page, 'Try again').click()
      await flash(bench)
      await board.becomes({ running: { version: '2.00' } })
      await leave()
    })

    it.concurrent('is a baud that does not work: it goes on more slowly', async () => {
      const bench = await at.bench([usedBoard('ESP32', { faults: { failingBauds: [460_800] } })])
      await connectAndFlash(bench)
      await bench.board.becomes({ running: { version: '2.00' } })
      await bench.leave()
    })

    it.concurrent('is a bit that flips: the old app still starts, and a second try mends it', async () => {
      const bench = await at.bench([usedBoard('ESP32', { faults: { flipsBitAt: 0x150123 } })])
      const { page, board, leave } = bench
      await connectAndFlash(bench)
      await alert(bench, 'Write')
        .getByText(/not what was sent/)
        .waitFor()
      await board.becomes({ running: { version: '1.00' } })
      await board.setFaults({ flipsBitAt: null })
      await button(page, 'Try again').click()
      await board.becomes({ running: { version: '2.00' } })
      await leave()
    })

    it.concurrent.each([
      ['in Secure Download Mode', { faults: { secureDownload: true } }, /Secure Download Mode/],
      ['with encrypted flash', { encrypted: true }, /encrypt/],
    ] as const)('is a board %s: it says that a cable changes nothing there', async (_, options, words) => {
      const bench = await at.bench([usedBoard('ESP32-S3', options)])
      const { page, board, leave } = bench
      await button(page, 'Connect').click()
      await alert(bench, 'Board').getByText(words).first().waitFor()
      await expectGoodPage(page)
      expect(await button(page, 'Flash').count()).toBe(0)
      await button(page, 'Flash another board').click()
      await board.becomes({ running: { version: '1.00' } })
      await button(page, 'Connect').waitFor()
      await leave()
    })

    it.concurrent('is a board that crashes, and one whose supply gives in: the console explains both', async () => {
      const bench = await at.bench([usedBoard('ESP32', { faults: { panics: true } })], undefined, darkPhone)
      const { page, board, leave } = bench
      await connectAndFlash(bench)
      const start = step(page, 'Start')
      await start
        .getByRole('alert')
        .getByText(/crash|panic/i)
        .first()
        .waitFor()
      await expectGoodPage(page)
      await board.setFaults({ panics: false, brownsOut: true })
      await button(page, 'Reset the board').click()
      await start
        .getByRole('alert')
        .getByText(/brown|supply|power/i)
        .first()
        .waitFor()
      await board.setFaults({ brownsOut: false })
      await button(page, 'Reset the board').click()
      await start.getByText('Board now runs thermo 2.00').waitFor()
      await start.getByRole('alert').waitFor({ state: 'detached' })
      await leave()
    })

    it.concurrent('is a change of mind while it writes: it asks once, and may be tried again', async () => {
      const bench = await at.bench([usedBoard('ESP32', { bytesPerSecond: 150_000 })], big)
      const { page, board, leave } = bench
      await connectAndFlash(bench)
      await writing(bench).waitFor()
      await step(page, 'Write').getByRole('button', { name: 'Cancel' }).click()
      await page
        .getByRole('dialog')
        .getByText(/still starts what it had/)
        .waitFor()
      await page.getByRole('dialog').getByRole('button', { name: /^Stop/ }).click()
      await alert(bench, 'Write').getByText('Flashing was cancelled.').waitFor()
      await board.becomes({ running: { version: '1.00' } })
      await button(page, 'Try again').click()
      await board.becomes({ running: { version: '5.00' } })
      await leave()
    })

    it.concurrent('is a page that is left while it writes: it warns, and stays', async () => {
      const bench = await at.bench([usedBoard('ESP32', { bytesPerSecond: 150_000 })], big)
      const { page, board, leave } = bench
      await connectAndFlash(bench)
      await writing(bench).waitFor()
      await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Overview' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText('Leave while the board is written?').waitFor()
      await expectGoodPage(page)
      await dialog.getByRole('button', { name: 'Go on writing' }).click()
      const [warning] = await Promise.all([
        page.waitForEvent('dialog'),
        page.close({ runBeforeUnload: true }),
      ])
      expect(warning.type()).toBe('beforeunload')
      await warning.dismiss()
      await step(page, 'Start').getByText('thermo 5.00').first().waitFor()
      await board.becomes({ running: { version: '5.00' } })
      await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Overview' }).click()
      await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor()
      await leave()
    })

    it('runs under its Content-Security-Policy without a complaint', () => {
      expect(at.complaints).toEqual([])
    })
  },
)
