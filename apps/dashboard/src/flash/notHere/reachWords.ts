import type { OutOfReach } from './reachOf.ts'

/** Where a page can use serial ports. */
const haveIt = 'Chrome, Edge, Opera, and Firefox from 151 on have it, on a computer.'

const plainHttp =
  'Browsers let a page use USB ports only over HTTPS or on localhost, and this one came over plain http.'

/** Why this page cannot flash a board by itself. */
export function reachSentence(reach: OutOfReach): string {
  switch (reach.kind) {
    case 'phone':
      return 'A phone or tablet has no serial ports for pages: use a computer, or go another way.'
    case 'insecure-origin':
      return reach.browser === null ? `${plainHttp} It also takes Web Serial: ${haveIt}` : plainHttp
    case 'not-allowed':
      return 'A permissions policy keeps USB ports from this page, as happens inside another page or behind a proxy that forbids them.'
    case 'no-support':
      return [lacking[reach.browser], haveIt, ...(reach.secure ? [] : [plainHttp])].join(' ')
  }
}

const lacking: Record<Extract<OutOfReach, { kind: 'no-support' }>['browser'], string> = {
  safari: 'Safari has no Web Serial, by which a page reaches USB ports.',
  'old-firefox': 'This Firefox is too old to have Web Serial, by which a page reaches USB ports.',
  other: 'This browser has no Web Serial, by which a page reaches USB ports, or it is turned off.',
}
