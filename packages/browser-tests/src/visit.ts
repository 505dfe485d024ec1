import { type Instance, startServer, temporaryFolder } from '@cyberdeck-ota/test-server'
import { makeFirmware } from '@cyberdeck-ota/virtual-esp32'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { launchChromium } from './chromium.ts'

export const password = 'correct horse battery staple'

/** A server with its owner's browser, on the plain http origin that people have on a LAN. */
export interface Visit {
  server: Instance
  /** `http://ota.lan:<port>`, where a page gets no secure-context API. */
  origin: string
  /** Another page in a browser of its own; what goes wrong in it counts for {@link Visit.complaints} too. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>
  /** Publishes a release by the API, as CI would. */
  publish(version: string, fields?: Record<string, string>, chip?: string): Promise<void>
  /** Errors and refused resources that the pages' consoles told of, a Content-Security-Policy's among them. */
  complaints: string[]
  end(): Promise<void>
}

const token = 'a-token-for-browser-tests-0123456789'

/** Starts the built server on an empty folder, and Chromium. Nobody has claimed the server yet. */
export async function visit(env: Record<string, string> = {}): Promise<Visit> {
  const folder = temporaryFolder()
  const server = await startServer({ folder: folder.path, env: { CYBERDECK_API_TOKEN: token, ...env } })
  const browser: Browser = await launchChromium()
  const origin = `http://ota.lan:${server.port}`
  const complaints: string[] = []
  return {
    server,
    origin,
    complaints,
    open: async (path, options) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
      const page = await context.newPage()
      page.setDefaultTimeout(15_000)
      page.on('pageerror', (error) => complaints.push(String(error)))
      page.on('console', (message) => {
        // A 401 is how a page learns that nobody is signed in.
        if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text())
      })
      await page.goto(origin + path)
      return page
    },
    publish: async (version, fields = {}, chip = 'ESP32') => {
      const form = new FormData()
      for (const [name, value] of Object.entries({ version, publish: 'stable', ...fields }))
        form.set(name, value)
      form.set('file', new Blob([new Uint8Array(firmware(version, 200_000, chip))]), `thermo-${version}.bin`)
      const answer = await fetch(`${server.url}/api/v1/builds`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body: form,
      })
      if (!answer.ok) throw new Error(await answer.text())
    },
    end: async () => {
      await browser.close()
      await server.kill()
      folder.remove()
    },
  }
}

/** An app image that says its version. */
export function firmware(version: string, size = 200_000, chip = 'ESP32'): Buffer {
  return makeFirmware({ version, project: 'thermo', size, chip })
}

/** Signs in on a page that shows the sign-in form. */
export async function signIn(page: Page): Promise<void> {
  await page.getByLabel('User').fill('admin')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('navigation', { name: 'Pages' }).waitFor()
}

/** Drops files on the page, as a file manager does, once the page is alive. */
export async function drop(page: Page, files: { name: string; bytes: Buffer }[]): Promise<void> {
  await page.getByText('Live', { exact: true }).waitFor()
  const data = await page.evaluateHandle(
    (dropped) => {
      const transfer = new DataTransfer()
      for (const { name, base64 } of dropped) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
        transfer.items.add(new File([bytes], name, { type: 'application/octet-stream' }))
      }
      return transfer
    },
    files.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') })),
  )
  for (const event of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent('body', event, { dataTransfer: data })
}

/** The Undo of the toast that says this: others may still be on screen, and the newest may not be there yet. */
export function undoOf(page: Page, sentence: string | RegExp) {
  return page
    .locator('.mantine-Notification-root')
    .filter({ hasText: sentence })
    .getByRole('button', { name: 'Undo' })
}
