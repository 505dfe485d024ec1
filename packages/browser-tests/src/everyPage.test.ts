import { createVirtualEsp32 } from '@cyberdeck-ota/virtual-esp32'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noChromium } from './chromium.ts'
import { expectGoodPage } from './goodPage.ts'
import { drop, firmware, password, signIn, type Visit, visit } from './visit.ts'

const pages = [
  '/',
  '/devices',
  '/firmware',
  '/firmware/default/1.02',
  '/products',
  '/products/default',
  '/flash',
  '/flash?way=server',
  '/flash?way=download',
  '/settings',
]

describe.skipIf(noChromium)(`every page${noChromium ? ` (skipped: ${noChromium})` : ''}`, () => {
  let empty: Visit
  let full: Visit

  beforeAll(async () => {
    empty = await visit({ CYBERDECK_OWNER_PASSWORD: password })
    full = await visit({ CYBERDECK_OWNER_PASSWORD: password })
    await fill(full)
  })
  afterAll(async () => {
    await empty.end()
    await full.end()
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [device, viewport] of [
      ['a desktop', { width: 1280, height: 800 }],
      ['a phone', { width: 390, height: 844 }],
    ] as const) {
      describe(`in the ${colorScheme} scheme on ${device}`, () => {
        const arrive = (at: Visit) => at.open('/', { colorScheme, viewport, reducedMotion: 'reduce' })

        it('has no fault that axe finds and does not scroll sideways while there is nothing to show', async () => {
          const page = await arrive(empty)
          await page.getByLabel('User').waitFor()
          await expectGoodPage(page)
          await signIn(page)
          for (const path of pages) await expectGood(page, empty, path)
          await page.goto(`${empty.origin}/nothing-is-here`)
          await page.getByRole('heading', { level: 1, name: 'Nothing here' }).waitFor()
          await expectGoodPage(page)
          await page.context().close()
        })

        it('has none either when there is, with the upload drawer open too', async () => {
          const page = await arrive(full)
          await signIn(page)
          for (const path of pages) await expectGood(page, full, path)
          await drop(page, [
            { name: 'thermo.bin', bytes: firmware('1.09') },
            { name: 'notes.bin', bytes: Buffer.from('PK\x03\x04 not firmware at all') },
          ])
          await page.getByRole('button', { name: /Save and publish/ }).waitFor()
          await page.getByRole('alert').waitFor()
          await expectGoodPage(page)
          await page.context().close()
        })
      })
    }
  }

  it('runs under its Content-Security-Policy without a complaint', () => {
    expect([...empty.complaints, ...full.complaints].filter((text) => !text.includes('404'))).toEqual([])
  })
})

async function fill(at: Visit) {
  await at.publish('1.00', { notes: 'First.' })
  await at.publish('1.02', { notes: 'Sleeps at night.\n\n- wakes on the button' })
  const kinds = [{}, { label: '1.00' }, { slotSize: 4_096 }, { sketch: 'seed' as const }]
  for (const [n, options] of kinds.entries()) {
    const board = createVirtualEsp32({
      serverUrl: at.server.url,
      seed: n + 1,
      version: '1.00',
      timing: { peekMs: 10 },
      ...options,
    })
    await board.poll()
    await board.poll()
  }
  await fetch(`${at.server.url}/ota?version=1&version=2`)
}

async function expectGood(page: Page, at: Visit, path: string) {
  await page.goto(at.origin + path)
  await page.getByRole('navigation', { name: 'Pages' }).waitFor()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.getByText('Live', { exact: true }).waitFor()
  await expectGoodPage(page)
}
