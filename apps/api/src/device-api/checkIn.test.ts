import type { IncomingHttpHeaders } from 'node:http'
import { Slug } from '@cyberdeck-ota/schema'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPoll } from './checkIn.ts'

const read = (url: string, headers: IncomingHttpHeaders = {}) => readPoll(url, headers, '10.0.0.1')

const understood = (url: string, headers: IncomingHttpHeaders = {}) => {
  const poll = read(url, headers)
  if ('problem' in poll) throw new Error(poll.problem)
  return { ...poll.checkIn, ...poll.facts, ...poll.claim }
}

/** Who it says it is, however it says so. */
const device = (url: string, headers: IncomingHttpHeaders = {}) => {
  const { id, mac } = understood(url, headers)
  return id ?? mac
}

const sha256 = 'ab'.repeat(32)
const md5 = 'cd'.repeat(16)

/** What arduino-esp32 sends, names in the lower case that Node gives them. */
const arduino: IncomingHttpHeaders = {
  'user-agent': 'ESP32-http-Update',
  'x-esp32-base-mac': 'AA:BB:CC:DD:EE:FF',
  'x-esp32-sta-mac': '11:22:33:44:55:66',
  'x-esp32-free-space': '1310720',
  'x-esp32-sketch-size': '912345',
  'x-esp32-chip-size': '4194304',
  'x-esp32-sdk-version': 'v5.5.1-466-gf3006d7b3d',
  'x-esp32-sketch-md5': md5,
  'x-esp32-sketch-sha256': sha256.toUpperCase(),
  'x-esp32-mode': 'sketch',
}

test('a poll that says nothing is one for the default product’s stable channel', () => {
  expect(understood('/ota')).toEqual({
    address: '10.0.0.1',
    id: null,
    mac: null,
    isPeople: false,
    client: 'plain',
    product: 'default',
    board: null,
    channel: null,
    version: null,
    mode: null,
    runningSha256: null,
    runningMd5: null,
    freeSpace: null,
    sketchSize: null,
    flashSize: null,
    sdk: null,
  })
})

test('Arduino’s updater says what it is, what it runs and what fits', () => {
  expect(understood('/ota?version=1.00', arduino)).toMatchObject({
    client: 'esp32-updater',
    id: null,
    mac: 'AA:BB:CC:DD:EE:FF',
    version: '1.00',
    mode: 'sketch',
    runningSha256: sha256,
    runningMd5: md5,
    freeSpace: 1_310_720,
    sketchSize: 912_345,
    flashSize: 4_194_304,
    sdk: 'v5.5.1-466-gf3006d7b3d',
  })
})

test('an ESP8266 speaks in headers of its own', () => {
  const headers = {
    'user-agent': 'ESP8266-http-Update',
    'x-esp8266-sta-mac': '5C:CF:7F:00:00:01',
    'x-esp8266-version': '2.0',
    'x-esp8266-mode': 'sketch',
    'x-esp8266-sketch-md5': md5,
    'x-esp8266-free-space': '500000',
    'x-esp8266-sketch-size': '300000',
    'x-esp8266-chip-size': '1048576',
    'x-esp8266-sdk-version': '2.2.2-dev(38a443e)',
    'x-esp8266-chip-id': '1',
  }
  expect(understood('/ota', headers)).toMatchObject({
    client: 'esp8266-updater',
    mac: '5C:CF:7F:00:00:01',
    version: '2.0',
    mode: 'sketch',
    runningMd5: md5,
    freeSpace: 500_000,
    sketchSize: 300_000,
    flashSize: 1_048_576,
    sdk: '2.2.2-dev(38a443e)',
  })
})

test('an ESP8266 that asks which version there is asks about the app', () => {
  const headers = { 'x-esp8266-mode': 'version' }
  expect(read('/ota', headers)).toMatchObject({ asksVersion: true, checkIn: { mode: null } })
  expect(read('/ota', { ...headers, 'x-esp8266-mode': 'sketch' })).toMatchObject({ asksVersion: false })
  expect(read('/ota', { 'x-esp32-mode': 'version' })).toMatchObject({
    asksVersion: false,
    checkIn: { mode: 'version' },
  })
})

test.each([
  ['x-esp32-anything', 'esp32-updater'],
  ['x-esp8266-anything', 'esp8266-updater'],
  ['x-esp', 'plain'],
])('the header %s alone makes a client %s', (name, client) => {
  expect(understood('/ota', { [name]: '1' }).client).toBe(client)
})

test('the version in the URL goes before the one in the header', () => {
  const headers = { ...arduino, 'x-esp32-version': '0.9' }
  expect(understood('/ota?version=1.00', headers).version).toBe('1.00')
  expect(understood('/ota?version=', headers).version).toBe('0.9')
})

test('a plus in the URL stays a plus, and percent-encoding is undone', () => {
  expect(understood('/ota?version=1.0+b%2B7').version).toBe('1.0+b+7')
  expect(understood('/ota?version=1.0%20beta%C3%A4').version).toBe('1.0 betaä')
  expect(understood('/ota?version=a=b').version).toBe('a=b')
})

test('what follows a hash or is not known is let pass', () => {
  expect(understood('//ota?&utm=1&version=1.0&&x#version=2').version).toBe('1.0')
})

test.each([
  ['/ota?device=my-board', { id: 'my-board', mac: null }],
  ['/ota?device=a1b2c3d4e5f6', { id: null, mac: 'A1:B2:C3:D4:E5:F6' }],
  ['/ota?device=a1-b2-c3-d4-e5-f6', { id: null, mac: 'A1:B2:C3:D4:E5:F6' }],
  ['/ota?id=5496168279844', { id: null, mac: '24:6F:28:AD:FF:04' }],
  ['/ota?id=246f28adff04', { id: null, mac: '24:6F:28:AD:FF:04' }],
  ['/ota?id=5496168279844&device=my-board', { id: 'my-board', mac: null }],
  ['/ota?id=7', { id: null, mac: 'AA:BB:CC:DD:EE:FF' }],
  ['/ota?id=lamp', { id: null, mac: 'AA:BB:CC:DD:EE:FF' }],
  ['/ota?device=', { id: null, mac: 'AA:BB:CC:DD:EE:FF' }],
  ['/ota', { id: null, mac: 'AA:BB:CC:DD:EE:FF' }],
])('%s says that it is %o, whatever MAC its headers name', (url, who) => {
  expect(understood(url, arduino)).toMatchObject(who)
})

test.each([
  [{ 'x-esp32-base-mac': 'garbage', 'x-esp32-sta-mac': '11:22:33:44:55:66' }, '11:22:33:44:55:66'],
  [{ 'x-esp32-base-mac': '00:00:00:00:00:00' }, null],
  [{ 'x-esp32-base-mac': 'FF:FF:FF:FF:FF:FF', 'x-esp32-sta-mac': 'ff:ff:ff:ff:ff:fe' }, 'FF:FF:FF:FF:FF:FE'],
  [{ 'x-esp32-base-mac': '' }, null],
  [{ 'x-esp8266-sta-mac': '00:00:00:00:00:00', 'x-esp8266-chip-id': '11259375' }, 'esp8266-abcdef'],
  [{ 'x-esp8266-chip-id': '0' }, null],
  [{ 'x-esp8266-chip-id': 'none' }, null],
  [{ 'x-device-id': 'my-board', 'x-esp32-base-mac': '11:22:33:44:55:66' }, 'my-board'],
  [{ 'x-device-id': '11-22-33-44-55-66' }, '11:22:33:44:55:66'],
  [{ 'x-device-id': 'two words' }, null],
  [{ 'x-device-id': 'address:10.0.0.2' }, null],
])('the headers %o are those of %s', (headers, who) => {
  expect(device('/ota', headers)).toBe(who)
})

test('a browser is people, and a device’s client is not', () => {
  expect(understood('/ota', { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64)' }).isPeople).toBe(true)
  for (const agent of ['ESP32-http-Update', 'ESP32HTTPClient', 'curl/8.5.0'])
    expect(understood('/ota', { 'user-agent': agent }).isPeople).toBe(false)
})

test('an SDK version is cut to a sane length', () => {
  expect(understood('/ota', { 'x-esp32-sdk-version': 'v'.repeat(500) }).sdk).toHaveLength(64)
})

test('what a path says counts like the query, and may not contradict it', () => {
  const poll = readPoll('/ota/x?version=1.00', {}, '10.0.0.1', ['product=lamp', 'device=a%2Fb'])
  expect(poll).toMatchObject({ claim: { id: 'a/b' }, checkIn: { product: 'lamp', version: '1.00' } })
  expect(readPoll('/ota/x?product=lamp', {}, '10.0.0.1', ['product=lamp'])).toEqual({
    problem: 'the parameter "product" is there more than once',
  })
})

test.each(['', 'abc', `${sha256}00`, 'zz'.repeat(32)])('the digest “%s” counts as not said', (digest) => {
  const headers = { 'x-esp32-sketch-sha256': digest, 'x-esp32-sketch-md5': digest }
  expect(understood('/ota', headers)).toMatchObject({ runningSha256: null, runningMd5: null })
})

test.each(['-1', '1e9', 'lots', '9'.repeat(40)])('a free space of “%s” counts as not said', (text) => {
  expect(understood('/ota', { 'x-esp32-free-space': text }).freeSpace).toBeNull()
})

test.each([
  ['/ota?version=1&version=2', 'the parameter "version" is there more than once'],
  ['/ota?version=1&%76ersion=1', 'the parameter "version" is there more than once'],
  ['/ota?a&a', 'the parameter "a" is there more than once'],
  ['/ota?version=%zz', 'the percent-encoding in "version=%zz" cannot be read; a % itself is written %25'],
  [`/ota?version=${'1'.repeat(129)}`, 'the version is longer than 128 characters'],
  [`/ota?device=${'d'.repeat(65)}`, 'the device is longer than 64 characters'],
  ['/ota?device=%20', 'device " " has characters other than printable ASCII without spaces'],
  [
    '/ota?device=address:10.0.0.2',
    'device "address:10.0.0.2" begins with "address:", which names devices that name nothing else',
  ],
  [
    `/ota?${Array.from({ length: 65 }, (_, index) => `p${index}`).join('&')}`,
    'there are more than 64 parameters',
  ],
])('%s is malformed', (url, problem) => {
  expect(read(url)).toEqual({ problem })
})

test.each(['product', 'board', 'channel'])(
  'a %s that cannot be a name is malformed, and the problem names it',
  (name) => {
    expect(read(`/ota?${name}=Über`)).toMatchObject({
      problem: expect.stringContaining(`${name} "Über" is not a name`),
    })
    expect(understood(`/ota?${name}=lamp-2`)).toMatchObject({ [name]: 'lamp-2' })
  },
)

test('a version in a header is malformed when it is too long', () => {
  const headers = { 'x-esp32-version': '1'.repeat(129) }
  expect(read('/ota', headers)).toEqual({ problem: 'the version is longer than 128 characters' })
})

test('no URL and no headers make reading throw, and what is understood is bounded', () => {
  const names = [
    ...Object.keys(arduino),
    'x-esp32-version',
    'x-esp8266-mode',
    'x-esp8266-sketch-md5',
    'x-esp8266-chip-id',
    'x-device-id',
    '__proto__',
  ]
  const headers = fc.dictionary(fc.constantFrom(...names), fc.string({ unit: 'binary', maxLength: 200 }))
  const piece = fc.oneof(
    fc.constantFrom(
      '/ota',
      '?',
      '&',
      '=',
      '%',
      '%4',
      '%41',
      '%ff',
      '#',
      'version',
      'device',
      'product',
      'board',
      'id',
      '5496168279844',
      '__proto__',
    ),
    fc.string({ unit: 'binary', maxLength: 20 }),
  )
  const urls = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(urls, headers, (url, given) => {
      const poll = read(url, given)
      if ('problem' in poll) {
        expect(poll.problem).not.toMatch(/[\r\n]/)
        expect(poll.problem.length).toBeLessThan(280)
        return
      }
      const { checkIn, claim, facts } = poll
      for (const name of [checkIn.product, checkIn.channel ?? 'stable', checkIn.board ?? 'default'])
        expect(Slug.safeParse(name).success).toBe(true)
      expect((checkIn.version ?? '').length).toBeLessThanOrEqual(128)
      expect((checkIn.mode ?? '').length).toBeLessThanOrEqual(32)
      expect((claim.id ?? '').length).toBeLessThanOrEqual(64)
      expect(claim.mac ?? 'AA:BB:CC:DD:EE:FF').toMatch(/^[0-9A-F]{2}(:[0-9A-F]{2}){5}$/)
      expect((facts.sdk ?? '').length).toBeLessThanOrEqual(64)
      for (const bytes of [checkIn.freeSpace, facts.flashSize, facts.sketchSize])
        expect(Number.isSafeInteger(bytes ?? 0)).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('any version that is percent-encoded arrives as it was meant', () => {
  const versions = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .filter((text) => text.length <= 128)
  fc.assert(
    fc.property(versions, (version) => {
      expect(understood(`/ota?version=${encodeURIComponent(version)}`).version).toBe(version)
    }),
  )
})
