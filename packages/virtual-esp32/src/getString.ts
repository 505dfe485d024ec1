import type { Board } from './board.ts'
import type { Connection, Silence } from './connection.ts'
import type { Exchange } from './exchange.ts'

/**
 * `HTTPClient::getString()`: the whole body; empty, with nothing read, when it would not fit into memory. Without a
 * Content-Length it reads until the server closes, so a kept-alive connection blocks it (arduino-esp32#3586).
 */
export async function getString(board: Board, { head, connection }: Exchange): Promise<string> {
  const ms = board.timing.stallMs
  if (head.chunked) return readChunked(connection, ms)
  if (head.contentLength > board.heap) return ''
  const most = head.contentLength < 0 ? board.heap : head.contentLength
  return (await readUpTo(connection, most, ms)).toString('latin1')
}

async function readUpTo(connection: Connection, length: number, ms: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let left = length
  while (left > 0) {
    const part = await connection.read(left, ms)
    if (typeof part === 'string') break
    parts.push(part)
    left -= part.length
  }
  return Buffer.concat(parts)
}

async function readChunked(connection: Connection, ms: number): Promise<string> {
  let body = ''
  for (;;) {
    const next: { line: string } | Silence = await connection.readLine(ms)
    const length = typeof next === 'string' ? 0 : Number.parseInt(next.line, 16)
    if (!(length > 0)) return body
    body += (await readUpTo(connection, length, ms)).toString('latin1')
    await connection.readLine(ms)
  }
}
