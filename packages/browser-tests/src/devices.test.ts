import AxeBuilder from '@axe-core/playwright'
import { createVirtualEsp32, type VirtualEsp32Options } from '@cyberdeck-ota/virtual-esp32'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noChromium } from './chromium.ts'
import { password, signIn, type Visit, visit } from './visit.ts'

describe.skipIf(noChromium)(`the devices${noChromium ? ` (skipped: ${noChromium})` : ''}`, () => {
  let at: Visit
  let page: Page

  beforeAll(async () => {
    at = await visit({ CYBERDECK_OWNER_PASSWORD: password })
    page = await at.open('/devices')
    await signIn(page)
  })
  afterAll(() => at.end())

  const board = (seed: number, options: Partial<VirtualEsp32Options> = {}) =>
    createVirtualEsp32({ serverUrl: at.server.url, seed, timing: { peekMs: 10 }, ...options })
  const poll = (seeds: number[], options: Partial<VirtualEsp32Options>) =>
    Promise.all(seeds.map((seed) => board(seed, options).poll()))
  const seeds = (from: number, count: number) => Array.from({ length: count }, (_, n) => from + n)
  const rows = () => page.getByRole('table', { name: 'Devices' }).getByRole('row')
  const box = () => page.getByRole('combobox', { name: 'Find devices' })
  const view = (name: string) => page.getByRole('group', { name: 'Views' }).getByRole('button', { name })
  const bar = () => page.getByRole('region', { name: 'Chosen devices' })
  const queryInAddress = () => new URL(page.url()).searchParams.get('query')

  it('shows what to paste until the first board calls, and then the board, without a reload', async () => {
    await page.getByText('Waiting for the first check-in…').waitFor()
    await page.getByText('Live', { exact: true }).waitFor()
    const first = board(1, { version: '1.02' })
    await first.poll()
    await page.getByRole('link', { name: first.mac }).waitFor()
    await rows().getByText('Not served').waitFor()
  })

  it('counts the views by itself and narrows the list down to one', async () => {
    await at.publish('1.00', { publish: 'none' })
    await at.publish('1.02')
    await poll(seeds(1, 46), { version: '1.02' })
    await poll(seeds(101, 8), { version: '1.00', slotSize: 4_096 })
    await eventually(() => view('Up to date').textContent()).toMatch(/46$/)
    await eventually(() => view('Held').textContent()).toMatch(/8$/)
    await view('Held').click()
    await eventually(() => rows().count()).toBe(1 + 8)
    expect(queryInAddress()).toBe('state:held')
    expect(await view('Held').getAttribute('aria-pressed')).toBe('true')
    await view('All').click()
    await page.getByText('1–50 of 54').waitFor()
  })

  it('goes from page to page and back, also by the browser', async () => {
    const firstOfPage = () => rows().nth(1).getByRole('link').textContent()
    const first = await firstOfPage()
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByText('51–54 of 54').waitFor()
    expect(new URL(page.url()).searchParams.get('page')).toBe('2')
    expect(await firstOfPage()).not.toBe(first)
    await page.getByRole('button', { name: 'Next' }).hover()
    await page.getByRole('tooltip').filter({ hasText: 'This is the last page.' }).waitFor()
    await page.getByRole('button', { name: 'Previous' }).click()
    await page.getByText('1–50 of 54').waitFor()
    expect(await firstOfPage()).toBe(first)
    await page.goBack()
    await page.getByText('51–54 of 54').waitFor()
    await page.reload()
    await page.getByText('51–54 of 54').waitFor()
    await page.goto(`${at.origin}/devices`)
  })

  it('sorts by a click on a header, and turns round by another', async () => {
    const header = page.getByRole('columnheader', { name: 'Firmware' })
    await header.getByRole('button').click()
    await rows().nth(1).getByText('1.00').waitFor()
    expect(await header.getAttribute('aria-sort')).toBe('ascending')
    await header.getByRole('button').click()
    await rows().nth(1).getByText('1.02', { exact: true }).waitFor()
    expect(await header.getAttribute('aria-sort')).toBe('descending')
    expect(new URL(page.url()).searchParams.get('sort')).toBe('-version')
  })

  it('completes a query by keyboard, and finds what it asks for', async () => {
    await box().click()
    await page.keyboard.type('ver')
    await page.getByRole('option', { name: /^version:/ }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.keyboard.type('<1.02 -is:pin')
    await page.getByRole('option', { name: 'pinned' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Tab')
    await eventually(() => box().inputValue()).toBe('version:<1.02 -is:pinned ')
    await eventually(queryInAddress).toBe('version:<1.02 -is:pinned')
    await eventually(() => rows().count()).toBe(1 + 8)
  })

  it('says what is wrong with a query, and keeps the list', async () => {
    await box().fill('colour:red')
    await page.keyboard.press('Enter')
    await page.getByText(/There is no field “colour”; the fields are state, is, version/).waitFor()
    expect(await rows().count()).toBe(1 + 8)
    await box().fill('nobody-is-called-this')
    await page.getByText('No device matches').waitFor()
    await page.getByRole('button', { name: 'Show all devices' }).click()
    await page.getByText('1–50 of 54').waitFor()
  })

  it('finds a device by its MAC from any page', async () => {
    const { mac } = board(105)
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: /^Go to/ }).fill(mac.toLowerCase())
    await page.getByRole('option', { name: new RegExp(mac) }).waitFor()
    await page.keyboard.press('Escape')
  })

  it('tags all that match at once, and takes it back with Undo', async () => {
    await view('Held').click()
    await eventually(() => rows().count()).toBe(1 + 8)
    await page.getByLabel('Choose the 8 on this page').check()
    await bar().getByText('8 devices chosen').waitFor()
    await bar().getByRole('button', { name: 'Tag…' }).click()
    await page.getByRole('dialog').getByRole('combobox', { name: 'Tag' }).fill('small-slots')
    await page.getByText('All 8 devices change.').waitFor()
    await page.getByRole('button', { name: 'Tag 8 devices small-slots' }).click()
    await page.getByText('Tagged 8 devices small-slots.').waitFor()
    await eventually(() => rows().getByText('small-slots').count()).toBe(8)
    await page.getByRole('button', { name: 'Undo' }).click()
    await eventually(() => rows().getByText('small-slots').count()).toBe(0)
  })

  it('chooses a range with Shift, all that match with a click, and forgets only what was typed for', async () => {
    await view('All').click()
    await page.getByText('1–50 of 54').waitFor()
    expect(await bar().count()).toBe(0)
    await rows().nth(2).getByRole('checkbox').click()
    await rows()
      .nth(6)
      .getByRole('checkbox')
      .click({ modifiers: ['Shift'] })
    await bar().getByText('5 devices chosen').waitFor()
    await page.getByLabel('Choose the 50 on this page').click()
    await bar().getByRole('button', { name: 'Choose all 54 that match' }).click()
    await bar().getByText('All 54 devices that match').waitFor()
    await bar().getByRole('button', { name: 'Choose none' }).click()
    expect(await bar().count()).toBe(0)
    await view('Held').click()
    await eventually(() => rows().count()).toBe(1 + 8)
    await rows().nth(1).getByRole('checkbox').click()
    await bar().getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Forget…' }).click()
    await page.getByText('1 device is forgotten.').waitFor()
    // The menu fades away beside the dialog, outside of every region.
    await page.getByRole('menu').waitFor({ state: 'hidden' })
    await expectNoFault(page)
    await page.getByLabel('Type forget to confirm').fill('forget')
    await page.getByRole('dialog').getByRole('button', { name: 'Forget 1 device' }).click()
    await page.getByText('7 devices', { exact: true }).waitFor()
  })

  it('pins a device, which then gets that version at its next poll', async () => {
    const old = board(7, { version: '1.02' })
    await box().fill(`id:${old.mac}`)
    await eventually(() => rows().count()).toBe(2)
    await rows().nth(1).getByRole('checkbox').click()
    await bar().getByRole('button', { name: 'Update to…' }).click()
    await page.getByRole('dialog').getByRole('combobox', { name: 'Version' }).fill('1.00')
    await page.getByRole('button', { name: 'Pin 1 device to 1.00' }).click()
    await rows().getByText('pin 1.00').waitFor()
    expect((await old.poll()).outcome).toBe('updated')
    await old.poll()
    await rows().getByText('Up to date').waitFor()
  })

  it('remembers the columns in this browser', async () => {
    await page.goto(`${at.origin}/devices`)
    await page.getByRole('button', { name: 'Columns' }).click()
    await page.getByRole('checkbox', { name: 'Polls' }).check()
    await page.keyboard.press('Escape')
    await page.goto(`${at.origin}/devices`)
    await page.getByRole('columnheader', { name: 'Polls' }).waitFor()
  })

  it.each([
    ['light', 1280],
    ['dark', 390],
  ] as const)(
    'has no fault that axe finds with devices chosen, %s at %i pixels',
    async (colorScheme, width) => {
      const context = { colorScheme, viewport: { width, height: 844 }, reducedMotion: 'reduce' } as const
      const other = await at.open('/devices?query=state:held', context)
      await signIn(other)
      await other
        .getByRole('checkbox', { name: /^Choose [0-9A-F]{2}:/ })
        .first()
        .click()
      await other.getByRole('combobox', { name: 'Find devices' }).click()
      await other.getByRole('option').first().waitFor()
      await expectNoFault(other)
      expect(
        await other.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0)
      await other.context().close()
    },
  )

  it('runs under its Content-Security-Policy without a complaint', () => {
    expect(at.complaints.filter((text) => !text.includes('404'))).toEqual([])
  })
})

/** Hints of devices are followed every two seconds, and a busy machine takes its time. */
function eventually<Value>(value: () => Value) {
  return expect.poll(value, { timeout: 15_000 })
}

async function expectNoFault(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
}
