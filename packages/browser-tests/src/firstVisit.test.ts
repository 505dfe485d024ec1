import { createVirtualEsp32 } from '@cyberdeck-ota/virtual-esp32'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noChromium } from './chromium.ts'
import { drop, firmware, password, signIn, type Visit, visit } from './visit.ts'

describe.skipIf(noChromium)(`the first visit${noChromium ? ` (skipped: ${noChromium})` : ''}`, () => {
  let at: Visit
  let page: Page

  beforeAll(async () => {
    at = await visit()
  })
  afterAll(() => at.end())

  const board = (seed: number, options = {}) =>
    createVirtualEsp32({
      serverUrl: at.server.url,
      seed,
      version: '1.00',
      timing: { peekMs: 20 },
      ...options,
    })

  it('claims the server by the printed link and takes the code out of the address bar', async () => {
    page = await at.open(`/claim#code=${at.server.claimCode}`)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByLabel('Password again').fill(password)
    expect(page.url()).not.toContain(at.server.claimCode)
    await page.getByRole('button', { name: 'Claim and sign in' }).click()
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
  })

  it('has none of the APIs that a LAN page lacks, and works', async () => {
    const missing = await page.evaluate(() => [
      isSecureContext,
      'serial' in navigator,
      'clipboard' in navigator,
      crypto.subtle === undefined,
    ])
    expect(missing).toEqual([false, false, false, true])
  })

  it('shows what a dropped .bin is before it sends anything, and prefills the version', async () => {
    await drop(page, [{ name: 'thermo.bin', bytes: firmware('1.01', 900_000) }])
    const card = page.getByRole('listitem', { name: 'thermo.bin' })
    await card.getByText('ESP32', { exact: true }).waitFor()
    expect(await card.getByLabel('Version').inputValue()).toBe('1.01')
    expect((await fetch(`${at.server.url}/ota/info`)).status).toBe(503)
  })

  it('publishes it with one click', async () => {
    await page.getByRole('button', { name: 'Save and publish 1.01 to stable' }).click()
    await page.getByText('1.01 is saved, and stable points at it.').waitFor()
    expect((await (await fetch(`${at.server.url}/ota/info`)).json()).latest).toBe('1.01')
    await page.keyboard.press('Escape')
  })

  it('shows the sketch with this server’s address and turns green at the first check-in, without a reload', async () => {
    await page.goto(`${at.origin}/`)
    await page.getByText('Waiting for the first check-in…').waitFor()
    await page.getByText(`${at.origin}/ota`).first().waitFor()
    const current = board(2, { version: '1.01', image: firmware('1.01', 900_000) })
    expect((await current.poll()).outcome).toBe('up-to-date')
    await page.getByText('Waiting for the first check-in…').waitFor({ state: 'detached' })
    await page.getByRole('row').filter({ hasText: current.mac }).filter({ hasText: 'Up to date' }).waitFor()
  })

  it('follows a download to the end and says so when the board has updated itself', async () => {
    const first = board(1, { reading: { bytesPerSecond: 600_000 } })
    const polled = first.poll()
    const row = page.getByRole('row').filter({ hasText: first.mac })
    await row.getByText('Downloading').waitFor()
    expect((await polled).outcome).toBe('updated')
    await row.getByText('Downloaded').waitFor()
    await page.getByText('Your board updates itself now').waitFor()
    expect((await first.poll()).outcome).toBe('up-to-date')
    await row.first().getByText('Up to date').waitFor()
    await page.getByText('2 of 2 devices').first().waitFor()
  })

  it('blocks what is not an app image with a sentence, and offers the app inside a factory image', async () => {
    const { makeBootloader, makeMergedImage } = await import('@cyberdeck-ota/virtual-esp32')
    await drop(page, [
      { name: 'bootloader.bin', bytes: Buffer.from(makeBootloader()) },
      { name: 'page.bin', bytes: Buffer.from('<!doctype html><title>404</title>') },
    ])
    const refused = page.getByRole('listitem', { name: 'bootloader.bin' }).getByRole('alert')
    expect(await refused.textContent()).toContain('bootloader')
    await page.getByRole('listitem', { name: 'page.bin' }).getByRole('alert').waitFor()
    expect(await page.getByRole('button', { name: /^Save/ }).count()).toBe(0)

    const merged = makeMergedImage({ apps: { factory: firmware('1.02', 60_000) } })
    await drop(page, [{ name: 'thermo.merged.bin', bytes: Buffer.from(merged) }])
    const card = page.getByRole('listitem', { name: 'thermo.merged.bin' })
    await card.getByRole('button', { name: 'Use the app inside it' }).click()
    await card.getByRole('button', { name: 'Save and publish 1.02 to stable' }).click()
    await card.getByText('1.02 is saved, and stable points at it.').waitFor()
    const info = await (await fetch(`${at.server.url}/ota/info`)).json()
    expect([info.latest, info.size]).toEqual(['1.02', 60_000])
  })

  it('refuses a version that compares equal to another release, before and beside the button', async () => {
    await drop(page, [{ name: 'other.bin', bytes: firmware('9.9', 50_000) }])
    const card = page.getByRole('listitem', { name: 'other.bin' })
    await card.getByLabel('Version').fill('v1.2')
    await card.getByText(/1\.02/).first().waitFor()
    expect(
      await card.getByRole('button', { name: /^Save and publish/ }).getAttribute('data-disabled'),
    ).not.toBeNull()
  })

  it('signs out, asks for the password on the next visit, and returns to where one was going', async () => {
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Account' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByLabel('User').waitFor()
    await page.goto(`${at.origin}/firmware`)
    await signIn(page)
    await page.getByRole('heading', { name: 'Firmware', level: 1 }).waitFor()
  })

  it('runs under its Content-Security-Policy without a complaint', () => {
    expect(at.complaints).toEqual([])
  })
})
