import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer as createTcpServer } from 'node:net'
import Fastify from 'fastify'

/**
 * What the server is measured against. BARE=fastify: one route that answers a constant. BARE=http: node:http sending one
 * Buffer of IMAGE_BYTES. BARE=tcp: no HTTP at all, a constant to whoever connects; it shows what the load generator can do.
 */
const image = Buffer.alloc(Number(process.env.IMAGE_BYTES ?? 0), 0xe9)

async function listen(): Promise<number> {
  if (process.env.BARE === 'tcp') {
    const answer = Buffer.from('HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n')
    const server = createTcpServer((socket) => {
      socket.on('error', () => {})
      socket.once('data', () => socket.end(answer))
    })
    await new Promise<void>((done) => server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, done))
    return (server.address() as AddressInfo).port
  }
  if (process.env.BARE === 'http') {
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': image.length })
      response.end(image)
    })
    await new Promise<void>((done) => server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, done))
    return (server.address() as AddressInfo).port
  }
  const app = Fastify({ logger: false })
  app.get('/ota', (_request, reply) => reply.header('connection', 'close').send('Uptodate'))
  await app.listen({ port: 0, host: '127.0.0.1', backlog: 4096 })
  return (app.server.address() as AddressInfo).port
}

console.log(JSON.stringify({ ready: { port: await listen() } }))
