import type { Locator, Page } from 'playwright-core'
import { drop, type UploadedFile } from '../visit.ts'

/** A step of the flash page, by its title. */
export function step(page: Page, title: string): Locator {
  return page.getByRole('region', { name: title, exact: true })
}

export function button(within: Page | Locator, name: string | RegExp): Locator {
  return within.getByRole('button', { name, exact: typeof name === 'string' })
}

/** Chooses a release of the product that has no name, for whichever chip turns up. */
export async function chooseRelease(page: Page, version: string): Promise<void> {
  const firmware = step(page, 'Firmware')
  await firmware.getByRole('combobox', { name: 'Release' }).click()
  await page.getByRole('option', { name: version }).click()
  await button(firmware, `Use ${version}`).click()
}

/** Drops firmware on the page once it is there: dropped before, it is an upload. */
export async function dropFirmware(page: Page, files: UploadedFile[]): Promise<void> {
  await step(page, 'Firmware').waitFor()
  await drop(page, files)
}

/** From the choice of firmware to a board that waits to be written. */
export async function connect(page: Page): Promise<void> {
  await button(page, 'Connect').click()
  await button(page, /^Flash/).waitFor()
}

/** What the progress bar said, and the words of its step beside it, each time it said something else. */
export interface Progress {
  percent: number
  words: string
}

/** Watches the page for progress from now on. Gives what tells all that was shown until then. */
export async function watchProgress(page: Page): Promise<() => Promise<Progress[]>> {
  const seen = await page.evaluateHandle(() => {
    const list: Progress[] = []
    const look = () => {
      const bar = document.querySelector('[role=progressbar]')
      const words = bar?.closest('section')?.textContent ?? ''
      const percent = Number(bar?.getAttribute('aria-valuenow'))
      if (bar && percent !== list.at(-1)?.percent) list.push({ percent, words })
      requestAnimationFrame(look)
    }
    look()
    return list
  })
  return () => seen.jsonValue()
}

/** The file that a click downloads. */
export async function downloaded(
  page: Page,
  click: () => Promise<void>,
): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()])
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(chunk)
  return { name: download.suggestedFilename(), text: Buffer.concat(chunks).toString() }
}
