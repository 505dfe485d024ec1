import { createVirtualEsp32 } from '@cyberdeck-ota/virtual-esp32'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noChromium } from './chromium.ts'
import { password, signIn, type Visit, visit } from './visit.ts'

describe.skipIf(noChromium)(`releases${noChromium ? ` (skipped: ${noChromium})` : ''}`, () => {
  let at: Visit
  let page: Page

  beforeAll(async () => {
    at = await visit({ CYBERDECK_OWNER_PASSWORD: password })
    for (const version of ['1.00', '1.01', '1.02'])
      await at.publish(version, { notes: `Notes of ${version}` })
    page = await at.open('/firmware')
    await signIn(page)
  })
  afterAll(() => at.end())

  const latest = async () => (await (await fetch(`${at.server.url}/ota/info`)).json()).latest
  const row = (version: string) =>
    page.getByRole('row').filter({ has: page.getByText(version, { exact: true }) })

  it('asks what becomes of newer devices when latest is set to an older release, and can undo it', async () => {
    await row('1.01').getByRole('button', { name: 'Set latest' }).click()
    const dialog = page.getByRole('dialog')
    expect(await dialog.getByLabel('Leave newer devices alone').isChecked()).toBe(true)
    await dialog.getByLabel('Bring them back').check()
    await dialog.getByRole('button', { name: 'Bring devices back to 1.01' }).click()
    await page.getByText('1.01 is latest now, also for devices that run something newer.').waitFor()
    const board = createVirtualEsp32({ serverUrl: at.server.url, version: '1.02', timing: { peekMs: 20 } })
    expect(await latest()).toBe('1.01')
    expect((await board.poll()).outcome).toBe('updated')
    await page.getByRole('button', { name: 'Undo' }).click()
    await row('1.02').getByText('latest', { exact: true }).waitFor()
    expect(await latest()).toBe('1.02')
  })

  it('deletes a release that nothing points at, and brings it back with Undo', async () => {
    await row('1.00').getByRole('button', { name: 'More for 1.00' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await page.getByText('Deleted 1.00.').waitFor()
    await expect.poll(() => row('1.00').getByRole('button', { name: 'More for 1.00' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await row('1.00').getByRole('button', { name: 'More for 1.00' }).waitFor()
  })

  it('says why the release that stable points at cannot be deleted', async () => {
    await row('1.02').getByRole('button', { name: 'More for 1.02' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).hover()
    await page.getByRole('tooltip').filter({ hasText: 'stable' }).waitFor()
    await page.keyboard.press('Escape')
  })

  it('shows a release with its digests and lets its notes be edited', async () => {
    await page.getByRole('link', { name: '1.02', exact: true }).click()
    await page.getByRole('heading', { name: '1.02', level: 1 }).waitFor()
    const { sha256 } = await (await fetch(`${at.server.url}/ota/info`)).json()
    await page.getByRole('button', { name: new RegExp(`Copy SHA-256 ${sha256}`) }).waitFor()
    await page.getByRole('button', { name: 'Edit' }).click()
    await page.getByRole('textbox', { name: 'Notes' }).fill('Sleeps at night.')
    await page.getByRole('button', { name: /^Save/ }).click()
    await page.getByText('Sleeps at night.').first().waitFor()
    await expect
      .poll(async () => (await (await fetch(`${at.server.url}/ota/info`)).json()).notes)
      .toBe('Sleeps at night.')
  })

  it('downloads the file that was uploaded', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download' }).first().click(),
    ])
    expect(download.suggestedFilename()).toBe('default-1.02.bin')
  })

  it('makes an API token, shows it once, and revokes it', async () => {
    await page.goto(`${at.origin}/settings`)
    await page.getByRole('button', { name: 'New token' }).first().click()
    await page.getByLabel('Name').fill('CI')
    await page.getByRole('button', { name: 'Make token' }).click()
    const token = (await page.getByRole('dialog').getByText(/^cdk_/).textContent())?.trim() ?? ''
    const asCi = () =>
      fetch(`${at.server.url}/api/v1/registry`, { headers: { authorization: `Bearer ${token}` } })
    expect((await asCi()).status).toBe(200)
    await page.getByRole('button', { name: 'I have it' }).click()
    await expect.poll(() => page.content()).not.toContain(token)
    await page.getByRole('button', { name: 'Revoke CI' }).click()
    await page.getByLabel('Type CI to confirm').fill('CI')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Revoke/ })
      .click()
    await expect.poll(async () => (await asCi()).status).toBe(401)
  })

  it('runs under its Content-Security-Policy without a complaint', () => {
    expect(at.complaints).toEqual([])
  })
})
