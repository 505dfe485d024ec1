import { createVirtualEsp32, type VirtualEsp32, type VirtualEsp32Options } from '@cyberdeck-ota/virtual-esp32'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noChromium } from './chromium.ts'
import { expectGoodPage } from './goodPage.ts'
import { firmware, password, signIn, undoOf, type Visit, visit } from './visit.ts'

describe.skipIf(noChromium)(`a device’s page${noChromium ? ` (skipped: ${noChromium})` : ''}`, () => {
  let at: Visit
  let page: Page
  let kitchen: VirtualEsp32
  let crashing: VirtualEsp32

  beforeAll(async () => {
    at = await visit({ CYBERDECK_OWNER_PASSWORD: password })
    await at.publish('1.00')
    kitchen = board(1, { reading: { bytesPerSecond: 150_000 } })
    await kitchen.poll()
    page = await at.open('/')
    await signIn(page)
  })
  afterAll(() => at.end())

  function board(seed: number, options: Partial<VirtualEsp32Options> = {}) {
    return createVirtualEsp32({
      serverUrl: at.server.url,
      seed,
      image: firmware('1.00'),
      version: '1.00',
      timing: { peekMs: 10 },
      ...options,
    })
  }
  const show = async ({ mac }: VirtualEsp32) => {
    await page.goto(`${at.origin}/devices/${encodeURIComponent(mac)}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByText('Live', { exact: true }).waitFor()
  }
  const panel = (name: string) => page.getByRole('region', { name })

  it('is one click from the check-ins on Overview, and says what the device runs and that this is proven', async () => {
    await page.getByRole('link', { name: kitchen.mac }).first().click()
    await page.getByRole('heading', { name: kitchen.mac, level: 1 }).waitFor()
    await panel('Now and next').getByText('Its digest proves it, and it says so.').waitFor()
    await panel('Timeline').getByText('First check-in').waitFor()
  })

  it('follows an update from the first byte to its proof, without a reload', async () => {
    await at.publish('1.01')
    const polled = kitchen.poll()
    const update = page.getByRole('region', { name: 'Update under way' })
    await update.getByRole('progressbar').waitFor()
    expect((await polled).outcome).toBe('updated')
    await update.getByText('Delivered').waitFor()
    expect((await kitchen.poll()).outcome).toBe('up-to-date')
    await update.waitFor({ state: 'detached' })
    await panel('Updates tried').getByText('Confirmed').waitFor()
    await panel('Timeline').getByText('1.01: confirmed').waitFor()
    await panel('Firmware history').getByRole('link', { name: '1.01' }).waitFor()
  })

  it('names it, holds it and pins it back, each with Undo', async () => {
    await page.getByRole('button', { name: 'Rename' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Kitchen')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Kitchen', level: 1 }).waitFor()

    await page.getByRole('button', { name: 'Hold', exact: true }).click()
    await page.getByRole('button', { name: 'Take off the hold' }).waitFor()
    await undoOf(page, /hold/).click()
    await page.getByRole('button', { name: 'Hold', exact: true }).waitFor()

    await page.getByRole('button', { name: 'Roll back to 1.00' }).click()
    await page.getByRole('button', { name: 'Pin it to 1.00' }).click()
    await panel('Now and next').getByText('Pinned here, whatever its channel says').waitFor()
    expect((await kitchen.poll()).outcome).toBe('updated')
    expect((await kitchen.poll()).outcome).toBe('up-to-date')
    await panel('Now and next').getByText('Its digest proves it, and it says so.').waitFor()
    expect(kitchen.label).toBe('1.00')
  })

  it('shows the exact answer that the next check-in gets, and simulates others', async () => {
    await panel('Now and next').getByText('The exact answer it would get').click()
    await panel('Now and next').getByText('HTTP/1.1 304 Not Modified').waitFor()
    await page.getByRole('button', { name: 'More for this device' }).click()
    await page.getByRole('menuitem', { name: 'Simulate a check-in…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('MAC or id').fill('')
    await dialog.getByLabel('Version it says it runs').fill('0.9')
    await dialog.getByRole('button', { name: 'What would it get?' }).click()
    await dialog.getByText('It runs 0.9, which is older than 1.01.').waitFor()
    await dialog.getByText('HTTP/1.1 200 OK').waitFor()
    await expectGoodPage(page)
    await dialog.getByRole('button', { name: 'Close' }).last().click()
  })

  it('explains a check-in of before from what was recorded then', async () => {
    await panel('Timeline')
      .getByRole('button', { name: /^Why this answer at/ })
      .first()
      .click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('What it said').waitFor()
    await dialog.getByText('The same poll now').waitFor()
    await expectGoodPage(page)
    await dialog.getByRole('button', { name: 'Close' }).click()
  })

  it('follows a board that crashes: reverted, and not offered again for a while once it fails twice', async () => {
    crashing = board(2, { crashes: ({ version }) => version === '1.01' })
    expect((await crashing.poll()).outcome).toBe('reverted')
    await show(crashing)
    const delivered = page.getByRole('region', { name: 'Update under way' }).getByText('Delivered')
    await delivered.waitFor()
    expect((await crashing.poll()).outcome).toBe('reverted')
    await panel('Updates tried').getByText('Reverted').waitFor()
    await delivered.waitFor()
    expect((await crashing.poll()).outcome).toBe('up-to-date')
    await panel('Timeline').getByText('1.01 is not offered for now').first().waitFor()
    await panel('Quarantine').getByText('did not come to run twice').waitFor()
  })

  it('is listed on Overview while it needs its owner', async () => {
    await page.goto(`${at.origin}/`)
    const needs = page.getByRole('region', { name: 'Needs attention' })
    await needs.getByText(/failed at 1\.01/).waitFor()
    await needs.getByRole('button', { name: 'Look at it' }).first().click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(page.url()).toContain('/devices/')
  })

  it('offers it again once that is lifted', async () => {
    await show(crashing)
    await panel('Quarantine').getByRole('button', { name: 'Lift and offer again' }).click()
    await panel('Quarantine').waitFor({ state: 'detached' })
    expect((await crashing.poll()).outcome).toBe('reverted')
  })

  it('merges two records of one board, and forgets a device after it is typed', async () => {
    await fetch(`${at.server.url}/ota?version=1.00&device=porch`)
    await show(kitchen)
    await page.getByRole('button', { name: 'More for this device' }).click()
    await page.getByRole('menuitem', { name: 'Merge with another record…' }).click()
    await page.getByLabel('The other record').first().fill('porch')
    await page.getByRole('option', { name: 'porch' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Merge' }).click()
    await panel('Reported').getByText('porch').waitFor()

    await page.getByRole('button', { name: 'More for this device' }).click()
    await page.getByRole('menuitem', { name: 'Forget…' }).click()
    await page.getByLabel('Type Kitchen to confirm').fill('Kitchen')
    await page.getByRole('button', { name: 'Forget it' }).click()
    await page.getByText('Kitchen is forgotten.').waitFor()
    await show(kitchen)
    await page.getByRole('heading', { name: 'No such device', level: 1 }).waitFor()
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has no fault that axe finds on a phone in the ${colorScheme} scheme`, async () => {
      const phone = await at.open('/', {
        colorScheme,
        viewport: { width: 390, height: 844 },
        reducedMotion: 'reduce',
      })
      await signIn(phone)
      await phone.goto(`${at.origin}/devices/${encodeURIComponent(crashing.mac)}`)
      await phone.getByRole('region', { name: 'Timeline' }).getByText('First check-in').waitFor()
      await expectGoodPage(phone)
      await phone.context().close()
    })
  }

  it('runs under its Content-Security-Policy without a complaint', () => {
    expect(at.complaints.filter((text) => !text.includes('404'))).toEqual([])
  })
})
