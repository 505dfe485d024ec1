/** What a page can know of whether it may use serial ports. */
export interface ReachFacts {
  /** `navigator.serial` is there. */
  hasSerial: boolean
  /** `isSecureContext`: HTTPS, or this very computer. Browsers hide Web Serial from every other page. */
  secure: boolean
  /** What the permissions policy of the page says of serial ports; null where the browser does not tell. */
  allowed: boolean | null
  userAgent: string
}

/** Whether this page can flash a board by itself, and if not, which of the reasons holds. */
export type Reach = { kind: 'usable' } | OutOfReach

export type OutOfReach =
  /** A phone or tablet. The few whose browser has ports, over HTTPS, are `usable` there. */
  | { kind: 'phone' }
  /** The browser has no Web Serial, whatever the page's address. `secure`: the address would do for one that has it. */
  | { kind: 'no-support'; browser: Incapable | 'other'; secure: boolean }
  /** The page came over plain http. `browser`: the one that would have Web Serial otherwise; null when that is not known. */
  | { kind: 'insecure-origin'; browser: Capable | null }
  /** A permissions policy keeps serial ports from this page. */
  | { kind: 'not-allowed' }

export type Capable = 'chrome' | 'edge' | 'opera' | 'firefox'
type Incapable = 'safari' | 'old-firefox'

/** Which browsers have it (caniuse.com/web-serial). */
const firstChromium = 89
const firstFirefox = 151

/** Decides by what is there; the user agent counts only where the browser hides it. */
export function reachOf({ hasSerial, secure, allowed, userAgent }: ReachFacts): Reach {
  if (hasSerial) return allowed === false ? { kind: 'not-allowed' } : { kind: 'usable' }
  if (/iPhone|iPad|iPod|Android/.test(userAgent)) return { kind: 'phone' }
  const browser = browserOf(userAgent)
  if (browser === 'safari' || browser === 'old-firefox') return { kind: 'no-support', browser, secure }
  return secure ? { kind: 'no-support', browser: 'other', secure } : { kind: 'insecure-origin', browser }
}

/** As far as the user agent tells; null where it does not. */
function browserOf(userAgent: string): Capable | Incapable | null {
  const firefox = versionOf(userAgent, 'Firefox')
  if (firefox !== null) return firefox >= firstFirefox ? 'firefox' : 'old-firefox'
  const chromium = versionOf(userAgent, 'Chrom(?:e|ium)')
  if (chromium !== null) {
    if (chromium < firstChromium) return null
    if (/ Edg\//.test(userAgent)) return 'edge'
    return / OPR\//.test(userAgent) ? 'opera' : 'chrome'
  }
  return /Version\/[\d.]+.* Safari\//.test(userAgent) ? 'safari' : null
}

function versionOf(userAgent: string, name: string): number | null {
  const found = new RegExp(`${name}/(\\d+)`).exec(userAgent)?.[1]
  return found === undefined ? null : Number(found)
}
