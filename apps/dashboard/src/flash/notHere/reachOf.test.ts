import { describe, expect, test } from 'vitest'
import { type ReachFacts, reachOf } from './reachOf.ts'

const agents = {
  chrome:
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
  oldChrome:
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/88.0.4324.96 Safari/537.36',
  edge: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0',
  opera:
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/154.0.0.0 Safari/537.36 OPR/130.0.0.0',
  firefox: 'Mozilla/5.0 (X11; Linux x86_64; rv:151.0) Gecko/20100101 Firefox/151.0',
  oldFirefox: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  safari:
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15',
  iphone:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/156.0.0.0 Mobile/15E148 Safari/604.1',
  android:
    'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36',
  androidFirefox: 'Mozilla/5.0 (Android 15; Mobile; rv:151.0) Gecko/151.0 Firefox/151.0',
  somethingElse: 'Mozilla/5.0 (compatible; Ladybird/1.0)',
}

function reach(agent: keyof typeof agents, over: Partial<ReachFacts> = {}) {
  return reachOf({
    hasSerial: false,
    secure: true,
    allowed: null,
    userAgent: agents[agent],
    ...over,
  })
}

test('where Web Serial is there it counts, whatever the browser calls itself', () => {
  for (const agent of Object.keys(agents) as (keyof typeof agents)[]) {
    expect(reach(agent, { hasSerial: true })).toEqual({ kind: 'usable' })
  }
})

test('a permissions policy that keeps ports away is told apart from a browser without them', () => {
  expect(reach('chrome', { hasSerial: true, allowed: false })).toEqual({ kind: 'not-allowed' })
  expect(reach('chrome', { hasSerial: true, allowed: true })).toEqual({ kind: 'usable' })
})

describe('on a page over plain http', () => {
  const insecure = { secure: false }

  test.each(['chrome', 'edge', 'opera', 'firefox'] as const)(
    'the address is the reason in %s, which has Web Serial elsewhere',
    (agent) => {
      expect(reach(agent, insecure)).toEqual({ kind: 'insecure-origin', browser: agent })
    },
  )

  test.each(['oldChrome', 'somethingElse'] as const)(
    'nothing is claimed of a browser that may or may not have it elsewhere: %s',
    (agent) => {
      expect(reach(agent, insecure)).toEqual({ kind: 'insecure-origin', browser: null })
    },
  )
})

describe.each([true, false])('with a secure origin: %s', (secure) => {
  test.each([
    ['safari', 'safari'],
    ['oldFirefox', 'old-firefox'],
  ] as const)('the browser is the reason in %s, which has Web Serial nowhere', (agent, browser) => {
    expect(reach(agent, { secure })).toEqual({ kind: 'no-support', browser, secure })
  })

  test.each(['iphone', 'android', 'androidFirefox'] as const)(
    'the phone is the reason, whatever its browser: %s',
    (agent) => {
      expect(reach(agent, { secure })).toEqual({ kind: 'phone' })
    },
  )
})

test('a Chrome without it on a secure page is not called one that has none', () => {
  expect(reach('chrome')).toEqual({ kind: 'no-support', browser: 'other', secure: true })
})
