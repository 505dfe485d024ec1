import { connect, type Socket } from 'node:net'

/** A response as it stood on the wire. */
export interface RawAnswer {
  /** Status line and headers, without the empty line. */
  head: string
  status: number
  /** Names in lower case. */
  headers: Record<string, string>
  body: Buffer
  /** What the first read returned: what left the server in its first write. */
  firstChunk: Buffer
}

/**
 * Writes `request` as it is, reads until the server closes, and resolves with what came. Rejects when the
 * connection breaks.
 */
export function exchange(port: number, request: string | Buffer): Promise<RawAnswer> {
  return answerOn(sendRaw(port, request))
}

/** A connection of its own on which `request` is written as it is. It stays open until the test ends it. */
export function sendRaw(port: number, request: string | Buffer): Socket {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true })
  socket.write(request)
  return socket
}

/** What the server sends on a connection until it closes it. */
export function answerOn(socket: Socket): Promise<RawAnswer> {
  const chunks: Buffer[] = []
  return new Promise((resolve, reject) => {
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.once('error', reject)
    socket.once('end', () => {
      socket.end()
      resolve(parse(chunks))
    })
  })
}

/** The request of a plain client, lines as given between request line and empty line. */
export function request(line: string, ...headers: string[]): string {
  return [line, ...headers, '', ''].join('\r\n')
}

function parse(chunks: Buffer[]): RawAnswer {
  const bytes = Buffer.concat(chunks)
  const end = bytes.indexOf('\r\n\r\n')
  const head = bytes.subarray(0, end).toString('latin1')
  const [statusLine = '', ...lines] = head.split('\r\n')
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
    }),
  )
  return {
    head,
    status: Number(statusLine.split(' ')[1]),
    headers,
    body: bytes.subarray(end + 4),
    firstChunk: chunks[0] ?? Buffer.alloc(0),
  }
}
