import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'

/** A request as it came over the wire. */
export interface RawRequest {
  /** First line. */
  line: string
  /** Header lines in their order. */
  headers: string[]
  /** Which connection it came on, counted from 0. */
  connection: number
}

/** Writes what it likes to the socket, when it likes. */
export type Handler = (request: RawRequest, socket: Socket, count: number) => void

/** A server double for this package's tests, on raw sockets: it says exactly what a test tells it to. */
export async function startTestServer(handler: Handler) {
  const requests: RawRequest[] = []
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    const connection = sockets.push(socket) - 1
    let text = ''
    socket.on('error', () => {})
    socket.on('data', (data) => {
      text += data.toString('latin1')
      for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
        const [line = '', ...headers] = text.slice(0, end).split('\r\n')
        text = text.slice(end + 4)
        const request = { line, headers, connection }
        handler(request, socket, requests.push(request) - 1)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    sockets,
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A response with Content-Length, unless `headers` say otherwise. */
export function response(status: string, body: Buffer | string = '', headers: Record<string, string> = {}) {
  const all = { 'Content-Length': String(body.length), ...headers }
  const lines = Object.entries(all).filter(([, value]) => value !== '')
  const head = `HTTP/1.1 ${status}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`
  return Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(body)])
}
