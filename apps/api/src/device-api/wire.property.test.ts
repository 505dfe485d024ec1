import fc from 'fast-check'
import { expect, test } from 'vitest'
import { startDeviceApi } from '../../test/deviceServer.ts'
import { exchange, request } from '../../test/rawHttp.ts'

test('whatever a client sends, the answer is whole, of a stated length, and neither coded nor elsewhere', async () => {
  const server = await startDeviceApi({ limit: 3 })
  const { sha256 } = await server.publish({ version: '1.02', size: 2_000 })
  await server.publish({ product: 'lamp', version: 'nightly', board: 'one' })
  await server.publish({ product: 'lamp', version: 'nightly', board: 'two', chipId: 9 })

  const path = fc.constantFrom(
    '/ota',
    '//ota',
    '/ota/info',
    `/ota/builds/${sha256}.bin`,
    `/ota/builds/${sha256}.bin.md5`,
    '/ota/x',
    '/ota/firmware.bin',
    '/ota/product/lamp',
    '/ota/product/lamp/board/one/firmware.bin',
    '/ota/product/lamp/board',
  )
  const parameter = fc.constantFrom(
    'version=1.00',
    'version=1.02',
    'version=3',
    'version=%',
    'product=lamp',
    'product=!',
    'board=one',
    'channel=beta',
    'device=x',
    'device=a b',
    'id=5496168279844',
    'version=1 2',
  )
  const header = fc.constantFrom(
    'User-Agent: ESP32-http-Update',
    'User-Agent: ESP8266-http-Update',
    'User-Agent: Mozilla/5.0',
    'x-ESP32-mode: spiffs',
    'x-ESP8266-mode: version',
    'x-ESP32-STA-MAC: 24:6F:28:00:00:01',
    'X-Device-Id: green-house',
    'x-ESP32-free-space: 100',
    'Accept-Encoding: gzip, br, deflate',
    'TE: trailers, chunked',
    'Range: bytes=0-9',
    'Range: bytes=5000-',
    `If-None-Match: "${sha256}"`,
    'Upgrade: h2c',
    'Host: x',
  )
  const asked = fc.record({
    method: fc.constantFrom('GET', 'HEAD'),
    path,
    query: fc.uniqueArray(parameter, { maxLength: 3 }),
    version: fc.constantFrom('1.0', '1.1'),
    headers: fc.uniqueArray(header, { maxLength: 5, selector: (text) => text.split(':')[0] }),
  })
  await fc.assert(
    fc.asyncProperty(asked, async ({ method, path, query, version, headers }) => {
      const line = `${method} ${path}?${query.join('&')} HTTP/${version}`
      const withoutKeepAlive = headers.some((text) => text.includes('Mozilla')) ? ['Connection: close'] : []
      const answer = await exchange(server.port, request(line, ...headers, ...withoutKeepAlive))
      for (const name of ['transfer-encoding', 'content-encoding', 'location', 'trailer']) {
        expect(answer.headers).not.toHaveProperty(name)
      }
      expect(answer.headers.connection).toBe('close')
      expect(answer.status).not.toBe(500)
      if (answer.status === 304) expect(answer.headers).not.toHaveProperty('content-length')
      else expect(answer.headers['content-length']).toMatch(/^\d+$/)
      const length = method === 'HEAD' || answer.status === 304 ? 0 : Number(answer.headers['content-length'])
      if (answer.status !== 400) expect(answer.body).toHaveLength(length)
    }),
    { numRuns: 300 },
  )
})
