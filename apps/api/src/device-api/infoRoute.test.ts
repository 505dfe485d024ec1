import { OtaInfo } from '@cyberdeck-ota/schema'
import { expect, test } from 'vitest'
import { startDeviceApi } from '../../test/deviceServer.ts'
import { exchange, request } from '../../test/rawHttp.ts'

test('/ota/info tells what is latest, the seed’s fields first and in its order', async () => {
  const server = await startDeviceApi()
  const build = await server.publish({ version: '1.02' })
  const answer = await exchange(server.port, request('GET /ota/info HTTP/1.1', 'Host: x'))
  const info = JSON.parse(answer.body.toString())
  expect(OtaInfo.parse(info)).toEqual(info)
  expect(Object.keys(info).slice(0, 5)).toEqual(['latest', 'sha256', 'size', 'uploaded', 'notes'])
  expect(info).toMatchObject({
    latest: '1.02',
    uploaded: '2026-02-21 09:00 UTC',
    url: `http://192.168.1.5:5000/ota/builds/${build.sha256}.bin`,
  })
  expect(answer.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(answer.body.length),
    connection: 'close',
  })
})

test('/ota/info is asked by product, board and channel', async () => {
  const server = await startDeviceApi()
  await server.publish({ product: 'lamp', version: '3', board: 'one' })
  const ask = (query: string) => exchange(server.port, request(`GET /ota/info?${query} HTTP/1.0`))
  expect(JSON.parse((await ask('product=lamp&board=one&channel=stable')).body.toString()).latest).toBe('3')
  for (const query of ['', 'product=other', 'product=lamp&board=two', 'product=lamp&channel=beta']) {
    const answer = await ask(query)
    expect(answer.status).toBe(503)
    expect(answer.body.toString()).toBe('No firmware available')
  }
  expect((await ask('product=a&product=b')).status).toBe(400)
})

test('HEAD /ota/info has the length and no body', async () => {
  const server = await startDeviceApi()
  await server.publish({ version: '1.02' })
  const get = await exchange(server.port, request('GET /ota/info HTTP/1.0'))
  const head = await exchange(server.port, request('HEAD /ota/info HTTP/1.0'))
  expect(head.body).toHaveLength(0)
  expect(head.headers['content-length']).toBe(get.headers['content-length'])
})
