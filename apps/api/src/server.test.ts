import { expect, test } from 'vitest'
import { startManagementApi } from '../test/managementServer.ts'

const forwarded = { 'x-forwarded-for': '203.0.113.66, 192.168.1.77' }

test.each([
  ['the address that the proxy added, not the one a client made up in front of it', true, '192.168.1.77'],
  ['the connection’s own address when there is no proxy to trust', false, '127.0.0.1'],
])('a client goes by %s', async (_which, trustProxy, address) => {
  const { app, fleet } = await startManagementApi({ trustProxy })
  await app.inject({ url: '/ota?version=1.00', headers: forwarded })
  expect(fleet.recent(1).items[0]).toMatchObject({ address })
})
