import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { expect, it, vi } from 'vitest'
import { signedIn, startManagementApi } from '../test/managementServer.ts'

it('an upload that its sender breaks off is no malformed poll of a device', async () => {
  const { app, fleet } = await startManagementApi()
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const sayAndLeave = async (...lines: string[]) => {
    const socket = connect({ port, host: '127.0.0.1' })
    socket.end([...lines, 'half of'].join('\r\n'))
    socket.resume()
    await once(socket, 'close')
  }
  const upload = [
    'POST /api/v1/builds HTTP/1.1',
    'Host: x',
    'Content-Type: multipart/form-data; boundary=b',
    'Content-Length: 100000',
  ]
  await sayAndLeave(...upload, '')
  await sayAndLeave(...upload, `Authorization: ${signedIn.authorization}`, '')
  expect(fleet.recent(10).items).toEqual([])
  await sayAndLeave('GET /ota?version=1.00 HTTP/1.1')
  await vi.waitFor(() => expect(fleet.recent(10).items).toHaveLength(1))
})
