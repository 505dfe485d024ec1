import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noChromium } from './chromium.ts'
import { expectGoodPage } from './goodPage.ts'
import { password, signIn, type Visit, visit } from './visit.ts'

describe.skipIf(noChromium)(`the demo fleet${noChromium ? ` (skipped: ${noChromium})` : ''}`, () => {
  let at: Visit
  let page: Page

  beforeAll(async () => {
    at = await visit({ CYBERDECK_OWNER_PASSWORD: password })
    page = await at.open('/')
    await signIn(page)
  })
  afterAll(() => at.end())

  const banner = () => page.getByRole('alert').filter({ hasText: 'A demo fleet is running' })

  it('starts with one click', async () => {
    await page.getByRole('button', { name: 'Show me with a demo fleet' }).first().click()
    await banner().getByText('24 devices, all virtual').waitFor()
  })

  it('shows its devices, and an update of one as it happens', async () => {
    const list = page.getByRole('table', { name: 'Devices' })
    const counted = (name: string) =>
      page.getByRole('group', { name: 'Views' }).getByRole('button', { name }).textContent()
    await banner().getByRole('link', { name: 'See them' }).click()
    // Rows keep their places under a pointer.
    await page.mouse.move(0, 0)
    await list
      .getByRole('link', { name: /^06:DE:30:/ })
      .first()
      .waitFor()
    // Those at 0.99 are sent 1.00 at once; for 1.01 a person waits half a minute.
    await expect.poll(() => counted('Updating'), { timeout: 15_000 }).toMatch(/[1-9]$/)
    await expect.poll(() => counted('Up to date')).toMatch(/[1-9]$/)
    await expect.poll(() => list.getByRole('row').count(), { timeout: 15_000 }).toBeGreaterThan(5)
  })

  it('vanishes with one click, and nothing of it is left', async () => {
    await page.goto(`${at.origin}/`)
    await banner().waitFor()
    await expectGoodPage(page)
    await banner().getByRole('button', { name: 'Remove the demo' }).click()
    await page.getByText('The demo fleet is gone, and nothing is left of it.').waitFor()
    expect(await banner().count()).toBe(0)
    await page.getByRole('button', { name: 'Show me with a demo fleet' }).first().waitFor()
    await page.goto(`${at.origin}/devices`)
    await page.getByText('Waiting for the first check-in…').waitFor()
    await page.goto(`${at.origin}/products`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await page.getByText('demo', { exact: true }).count()).toBe(0)
  })

  it('runs under its Content-Security-Policy without a complaint', () => {
    expect(at.complaints).toEqual([])
  })
})
