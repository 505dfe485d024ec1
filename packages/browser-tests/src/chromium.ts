import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { unpackChromium } from './packagedChromium.ts'

/** Where a Chromium may be that a person installed; CHROMIUM_PATH comes before all. */
const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const packagedRuns = process.platform === 'linux' && process.arch === 'x64'

/** Why no Chromium can be started here; null when one can. The one that comes from the registry is for Linux on x64. */
export const noChromium: string | null =
  process.env.CHROMIUM_PATH || packagedRuns || installed.some(existsSync)
    ? null
    : `no Chromium for ${process.platform} on ${process.arch} comes from the registry, and none is installed; set CHROMIUM_PATH to run these`

/**
 * Starts Chromium without a window. `ota.lan` and `192.168.7.7` lead to loopback: plain http origins as boards' owners have
 * them, where the page gets no secure-context API. Nothing else is looked up.
 */
export async function launchChromium(): Promise<Browser> {
  const given = process.env.CHROMIUM_PATH ?? (packagedRuns ? undefined : installed.find(existsSync))
  return chromium.launch({
    ...(given ? { executablePath: given } : await unpackChromium()),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--font-render-hinting=none',
      '--host-resolver-rules=MAP ota.lan 127.0.0.1, MAP 192.168.7.7 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
    ],
  })
}
