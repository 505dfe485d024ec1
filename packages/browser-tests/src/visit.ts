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
  open(path: string, options?: OpenOptions): Promise<Page>
  /** Publishes a release by the API, as CI would. */
  publish(version: string, fields?: Record<string, string>, chip?: string): Promise<void>
  /** The same with any form. */
  upload(version: string, form: Record<string, string | UploadedFile>): Promise<void>
  /** Errors and refused resources that the pages' consoles told of, a Content-Security-Policy's among them. */
  complaints: string[]
  end(): Promise<void>
}

/** A file of a form. */
export interface UploadedFile {
  name: string
  bytes: Buffer
}

/** How a page is opened. */
export interface OpenOptions extends BrowserContextOptions {
  /** Another name of the server than {@link Visit.origin}. */
  origin?: string
  /** JavaScript that runs before the page's own. */
  script?: string
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
    open: async (path, { origin: at = origin, script, ...options } = {}) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
      if (script) await context.addInitScript({ content: script })
      const page = await context.newPage()
      page.setDefaultTimeout(15_000)
      page.on('pageerror', (error) => complaints.push(String(error)))
      page.on('console', (message) => {
        // A 401 is how a page learns that nobody is signed in.
        if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text())
      })
      await page.goto(at + path)
      return page
    },
    publish: (version, fields = {}, chip = 'ESP32') => {
      const file = { name: `thermo-${version}.bin`, bytes: firmware(version, 200_000, chip) }
      return upload(server, { version, publish: 'stable', ...fields, file })
    },
    upload: (version, form) => upload(server, { version, publish: 'stable', ...form }),
    end: async () => {
      await browser.close()
      await server.kill()
      folder.remove()
    },
  }
}

async function upload(server: Instance, fields: Record<string, string | UploadedFile>): Promise<void> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') form.set(name, value)
    else form.set(name, new Blob([new Uint8Array(value.bytes)]), value.name)
  }
  const answer = await fetch(`${server.url}/api/v1/builds`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  })
  if (!answer.ok) throw new Error(await answer.text())
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
export async function drop(page: Page, files: UploadedFile[]): Promise<void> {
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
