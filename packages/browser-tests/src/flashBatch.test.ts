import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { button, downloaded } from './bench/flashPage.ts'
import { type FlashVisit, flashVisit, usedBoard } from './bench/flashVisit.ts'
import { noChromium } from './chromium.ts'
import { expectGoodPage } from './goodPage.ts'

describe.skipIf(noChromium)(`batch mode${noChromium ? ` (skipped: ${noChromium})` : ''}`, () => {
  let at: FlashVisit

  beforeAll(async () => {
    at = await flashVisit()
  })
  afterAll(() => at.end())

  it('flashes one board after another as they are plugged in, and lists their MACs', async () => {
    const { page, boards, leave } = await at.bench([
      usedBoard('ESP32'),
      usedBoard('ESP32-C3', { pluggedIn: false }),
    ])
    const [first, second] = boards
    if (!first || !second) throw new Error('Two boards are needed.')
    await page.getByLabel('Batch mode').click()
    // What is plugged in already is nobody's to flash before a person says so.
    await button(page, 'Next board').click()
    await first.becomes({ running: { version: '2.00' } })
    await page
      .getByText(/Unplug it/)
      .first()
      .waitFor()
    await expectGoodPage(page)
    await first.act('unplug')
    await second.act('plugIn')
    await second.becomes({ running: { version: '2.00' } })
    await page
      .getByText(/2 flashed/)
      .first()
      .waitFor()
    expect((await (await second.online('2.00')).poll()).outcome).toBe('up-to-date')
    const { name, text } = await downloaded(page, () => button(page, 'Download CSV').click())
    expect(name).toMatch(/\.csv$/)
    const [head, ...rows] = text.trim().split('\r\n')
    expect(head).toMatch(/mac/i)
    expect(rows).toHaveLength(2)
    expect(rows.join()).toContain((await first.now()).mac)
    expect(rows.join()).toContain((await second.now()).mac)
    await page.reload()
    await page
      .getByText((await second.now()).mac)
      .first()
      .waitFor()
    await leave()
  })
})
