import { createVirtualEsp32, type VirtualEsp32Options } from '@cyberdeck-ota/virtual-esp32'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noChromium } from './chromium.ts'
import { expectGoodPage } from './goodPage.ts'
import { firmware, password, signIn, undoOf, type Visit, visit } from './visit.ts'

describe.skipIf(noChromium)(`products${noChromium ? ` (skipped: ${noChromium})` : ''}`, () => {
  let at: Visit
  let page: Page

  beforeAll(async () => {
    at = await visit({ CYBERDECK_OWNER_PASSWORD: password })
    page = await at.open('/products')
    await signIn(page)
  })
  afterAll(() => at.end())

  const panel = (name: string) => page.getByRole('region', { name, exact: true })
  const row = (text: string) => page.getByRole('row').filter({ has: page.getByText(text, { exact: true }) })
  const dialog = () => page.getByRole('dialog')
  const poll = async (path: string) => {
    const answer = await fetch(`${at.server.url}${path}`)
    return [
      answer.status,
      answer.headers.get('content-type') === 'application/octet-stream' ? 'image' : await answer.text(),
    ]
  }
  const show = async (path: string) => {
    await page.goto(at.origin + path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByText('Live', { exact: true }).waitFor()
  }
  /** Chooses from the menu of the release shown; its items fade away, and axe would still find them. */
  const choose = async (version: string, item: string) => {
    await page.getByRole('button', { name: `More for ${version}` }).click()
    await page.getByRole('menuitem', { name: item }).click()
    await expect.poll(() => page.getByRole('menu').count()).toBe(0)
  }
  const board = (seed: number, options: Partial<VirtualEsp32Options>) =>
    createVirtualEsp32({ serverUrl: at.server.url, seed, timing: { peekMs: 20 }, ...options })

  it('makes a product and its boards before the first upload, and shows where its devices poll', async () => {
    await page.getByRole('button', { name: 'New product' }).first().click()
    await dialog().getByLabel('Name').fill('thermo stat')
    await dialog()
      .getByText(/^A name is 1 to 64/)
      .waitFor()
    await dialog().getByLabel('Name').fill('thermo')
    await dialog().getByRole('button', { name: 'Make product' }).click()
    await page.getByRole('heading', { level: 1, name: 'thermo' }).waitFor()
    for (const [name, chip] of [
      ['devkit', 'ESP32'],
      ['sense', 'ESP32-S3'],
    ] as const) {
      await page.getByRole('button', { name: 'New board' }).click()
      await dialog().getByLabel('Name').fill(name)
      await dialog().getByRole('combobox', { name: 'Chip' }).click()
      await page.getByRole('option', { name: chip, exact: true }).click()
      await dialog().getByRole('button', { name: 'Declare board' }).click()
      await row(name).getByText(chip, { exact: true }).waitFor()
    }
    await panel('Where its devices poll')
      .getByText(/\/ota\?product=thermo$/)
      .waitFor()
    expect(await poll('/ota?product=thermo&version=1.00')).toEqual([503, 'No firmware available'])
    await expectGoodPage(page)
  })

  it('follows as builds come: each goes to the board with its chip, and stable covers them', async () => {
    await at.publish('1.00', { product: 'thermo' })
    await panel('Channels')
      .getByText('no build for')
      .or(panel('Channels').getByText('nothing for sense yet'))
      .waitFor()
    await at.publish('1.00', { product: 'thermo' }, 'ESP32-S3')
    await panel('Channels').getByText('every board').waitFor()
    await row('sense').getByText('in 1 of 1 release').waitFor()
  })

  it('makes a channel only after saying which boards it leaves behind, and a device on its path gets it', async () => {
    await at.publish('1.01', { product: 'thermo', publish: 'none' })
    await page.getByRole('button', { name: 'New channel' }).click()
    await dialog().getByLabel('Name').fill('beta')
    await dialog().getByRole('combobox', { name: 'Release' }).click()
    await page.getByRole('option', { name: '1.01' }).click()
    await dialog().getByRole('button', { name: 'Make channel' }).click()
    await dialog().getByText('sense').waitFor()
    await dialog()
      .getByText(/none; .* keep what they run/)
      .waitFor()
    await expectGoodPage(page)
    await dialog().getByRole('button', { name: 'Set 1.01 as beta' }).click()
    await row('beta').getByText('no build for sense').waitFor()

    await panel('Where its devices poll').getByRole('combobox', { name: 'Channel' }).click()
    await page.getByRole('option', { name: 'beta' }).click()
    const url = await panel('Where its devices poll').getByText('firmware.bin').textContent()
    const { pathname } = new URL(url ?? '')
    expect(pathname).toBe('/ota/product/thermo/channel/beta/firmware.bin')
    expect(page.url()).toMatch(/\?channel=beta$/)
    expect(await poll(`${pathname}?board=devkit&version=1.00`)).toEqual([200, 'image'])
    expect(await poll(`${pathname}?board=devkit&version=1.01`)).toEqual([200, 'Uptodate'])
  })

  it('says what becomes of the devices of a channel before it is deleted, and Undo brings it back', async () => {
    await board(1, {
      version: '1.01',
      path: () => '/ota?product=thermo&board=devkit&channel=beta&version=1.01',
    }).poll()
    await page.getByRole('button', { name: 'Delete channel beta' }).click()
    await dialog().getByText('1 device').waitFor()
    await dialog()
      .getByText(/keep what they run, and are told that there is no firmware/)
      .waitFor()
    await dialog().getByRole('button', { name: 'Delete beta' }).click()
    await page.getByText('Deleted channel beta.').waitFor()
    expect(await poll('/ota?product=thermo&board=devkit&channel=beta&version=1.01')).toEqual([
      503,
      'No firmware available',
    ])
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await page.getByRole('button', { name: 'Delete channel beta' }).waitFor()
  })

  it('says why stable, a board in use and a product with releases cannot be deleted', async () => {
    for (const [name, reason] of [
      ['Empty stable', /stable is what devices follow that name no channel/],
      ['Delete board sense', /has builds in 1\.00/],
      ['Delete product', /thermo has the releases 1\.00 and 1\.01/],
    ] as const) {
      await page.getByRole('button', { name, exact: true }).hover()
      await page.getByRole('tooltip').filter({ hasText: reason }).waitFor()
    }
  })

  it('sets a stepping stone with the path it makes, and a device takes that path', async () => {
    for (const version of ['1.50', '2.00']) await at.publish(version, { product: 'thermo', board: 'devkit' })
    await show('/firmware/thermo/2.00')
    await choose('2.00', 'Stepping stone…')
    await dialog().getByRole('combobox', { name: 'Devices have to run first' }).click()
    await page.getByRole('option', { name: '1.50' }).click()
    await dialog().getByText('anything older').waitFor()
    await dialog().getByRole('button', { name: 'Save' }).click()
    await panel('Stepping stones').getByText('A device that runs something older than 1.50').waitFor()
    await expectGoodPage(page)
    const old = board(2, {
      image: firmware('1.00'),
      path: (label) => `/ota?product=thermo&board=devkit&version=${label}`,
    })
    const ran: (string | null | undefined)[] = []
    for (let n = 0; n < 2; n++) {
      expect((await old.poll()).outcome).toBe('updated')
      ran.push(old.running?.version)
    }
    expect(ran).toEqual(['1.50', '2.00'])
  })

  it('cannot delete the stepping stone, and says what it leads to', async () => {
    await show('/firmware/thermo/1.50')
    await panel('Stepping stones').getByText('have to run it before 2.00').waitFor()
    await page.getByRole('button', { name: 'More for 1.50' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).hover()
    await page
      .getByRole('tooltip')
      .filter({ hasText: '1.50 is the stepping stone to 2.00 of thermo' })
      .waitFor()
    await page.keyboard.press('Escape')
  })

  it('tells of a device that runs a release and calls itself something else, and accepts its label', async () => {
    const forgetful = board(3, {
      image: firmware('2.00'),
      label: '1.99',
      path: (label) => `/ota?product=thermo&board=devkit&version=${label}`,
    })
    const asked = '/ota?product=thermo&board=devkit&version=1.99'
    expect((await forgetful.poll()).outcome).toBe('up-to-date')
    expect(await poll(asked)).toEqual([200, 'image'])
    await show('/firmware/thermo/2.00')
    const labels = panel('Labels')
    await labels.getByText('1 device that runs 2.00 still says 1.99.').waitFor()
    await expectGoodPage(page)
    await labels.getByRole('button', { name: 'Accept 1.99 as an alias' }).click()
    await page.getByText('Devices that say 1.99 count as running 2.00 now.').waitFor()
    await labels.getByText('Accepted as 2.00:').waitFor()
    await expect.poll(() => labels.getByText('still says').count()).toBe(0)
    expect(await poll(asked)).toEqual([200, 'Uptodate'])
    await expectGoodPage(page)
  })

  it('relabels a release, goes to its new address, and says why a version that is taken cannot be it', async () => {
    await show('/firmware/thermo/2.00')
    await choose('2.00', 'Version and aliases…')
    await dialog().getByLabel('Version', { exact: true }).fill('1.01')
    await dialog().getByRole('alert').filter({ hasText: 'thermo has a release 1.01 already.' }).waitFor()
    await expectGoodPage(page)
    await dialog().getByLabel('Version', { exact: true }).fill('2.01')
    await dialog().getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { level: 1, name: 'thermo 2.01' }).waitFor()
    expect(page.url()).toMatch(/\/firmware\/thermo\/2\.01$/)
    expect((await (await fetch(`${at.server.url}/ota/info?product=thermo&board=devkit`)).json()).latest).toBe(
      '2.01',
    )
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await page.getByRole('heading', { level: 1, name: 'thermo 2.00' }).waitFor()
    expect(page.url()).toMatch(/\/firmware\/thermo\/2\.00$/)
  })

  it('deletes a product that nothing is in, and brings it back with its boards', async () => {
    await show('/products')
    await page.getByRole('button', { name: 'New product' }).click()
    await dialog().getByLabel('Name').fill('lamp')
    await dialog().getByRole('button', { name: 'Make product' }).click()
    await page.getByRole('button', { name: 'New board' }).click()
    await dialog().getByLabel('Name').fill('relay')
    await dialog().getByRole('button', { name: 'Declare board' }).click()
    await row('relay').waitFor()
    await page.getByRole('button', { name: 'Delete product' }).click()
    await page.getByText('Deleted the product lamp.').waitFor()
    await expect.poll(() => page.getByRole('link', { name: 'lamp', exact: true }).count()).toBe(0)
    await undoOf(page, 'Deleted the product lamp.').click()
    await row('lamp').getByText('relay').waitFor()
  })

  it('runs under its Content-Security-Policy without a complaint', () => {
    expect(at.complaints).toEqual([])
  })
})
