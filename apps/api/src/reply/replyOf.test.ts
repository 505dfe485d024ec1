import type { Verdict } from '@cyberdeck-ota/core'
import { DeviceReply } from '@cyberdeck-ota/schema'
import { expect, test } from 'vitest'
import { sampleBuild } from '../../test/sampleBuild.ts'
import { replyOf } from './replyOf.ts'

const build = sampleBuild('1.02')
const target = '1.02'
const update: Verdict = {
  kind: 'update',
  version: target,
  board: 'default',
  build,
  reason: { code: 'older', running: '1.00', target },
  runs: null,
}
const upToDate: Verdict = {
  kind: 'up-to-date',
  reason: { code: 'same-version', running: '1.02', target },
  runs: null,
}
const held: Verdict = { kind: 'hold', reason: { code: 'held', target }, runs: null }
const nothing: Verdict = {
  kind: 'no-firmware',
  reason: { code: 'nothing-published', product: 'default', channel: 'stable' },
  runs: null,
}

test('an update is the image, with its length and digests', () => {
  const reply = replyOf(update, { client: 'esp32-updater' })
  expect(DeviceReply.parse(reply)).toEqual(reply)
  expect(reply).toMatchObject({ status: 200, body: null, image: build.sha256 })
  expect(reply.headers).toMatchObject({ 'Content-Length': String(build.size), 'x-MD5': build.md5 })
})

test('a part of it says which part', () => {
  const { status, headers } = replyOf(update, { client: 'plain', range: { start: 0, end: 9 } })
  expect([status, headers['Content-Range'], headers['Content-Length']]).toEqual([
    206,
    `bytes 0-9/${build.size}`,
    '10',
  ])
})

test.each([
  ['up to date', upToDate],
  ['held', held],
])('a device that is %s hears 304 as an updater and Uptodate as a plain client', (_what, verdict) => {
  expect(replyOf(verdict, { client: 'esp8266-updater' })).toEqual({
    status: 304,
    headers: { Connection: 'close' },
    body: null,
    image: null,
  })
  expect(replyOf(verdict, { client: 'plain' })).toEqual({
    status: 200,
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Length': '8',
      Connection: 'close',
    },
    body: 'Uptodate',
    image: null,
  })
})

test('where nothing is published everybody hears 503', () => {
  for (const client of ['plain', 'esp32-updater'] as const)
    expect(replyOf(nothing, { client })).toMatchObject({ status: 503, body: 'No firmware available' })
})

test('only a browser keeps its connection', () => {
  for (const verdict of [upToDate, nothing]) {
    expect(replyOf(verdict, { client: 'plain', browser: true }).headers).not.toHaveProperty('Connection')
    expect(replyOf(verdict, { client: 'plain' }).headers).toHaveProperty('Connection', 'close')
  }
})
