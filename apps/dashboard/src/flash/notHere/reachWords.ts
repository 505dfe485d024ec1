import type { OutOfReach } from './reachOf.ts'

/** Where a page can use serial ports. */
const haveIt = 'Chrome, Edge, Opera, and Firefox from 151 on have it, on a computer.'

/** Why this page cannot flash a board by itself. */
export function reachSentence(reach: OutOfReach): string {
  switch (reach.kind) {
    case 'insecure-origin': {
      const why =
        'Browsers let a page use USB ports only over HTTPS or on localhost, and this one came over plain http.'
      return reach.browser === null ? `${why} It also takes Web Serial: ${haveIt}` : why
    }
    case 'not-allowed':
      return 'A permissions policy keeps USB ports from this page, as happens inside another page or behind a proxy that forbids them.'
    case 'no-support':
      return `${lacking[reach.browser]} ${haveIt}`
  }
}

const lacking: Record<Extract<OutOfReach, { kind: 'no-support' }>['browser'], string> = {
  safari: 'Safari has no Web Serial, by which a page reaches USB ports.',
  ios: 'Browsers on iPhone and iPad have no Web Serial, by which a page reaches USB ports.',
  'old-firefox': 'This Firefox is too old to have Web Serial, by which a page reaches USB ports.',
  other: 'This browser has no Web Serial, by which a page reaches USB ports, or it is turned off.',
}
