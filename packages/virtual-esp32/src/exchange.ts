import type { Board } from './board.ts'
import type { Connection } from './connection.ts'
import { type ResponseHead, readResponseHead } from './responseHead.ts'
import { httpError } from './resultCodes.ts'

/** One request on a connection of its own, answered as far as the headers. The caller closes the connection. */
export interface Exchange {
  head: ResponseHead
  connection: Connection
}

/** Sends `lines` as they stand, without any encoding, as the device does; a number is HTTPClient's error. */
export async function exchange(
  board: Board,
  lines: readonly string[],
  silenceMs: number,
): Promise<Exchange | number> {
  const connection = await board.connect()
  if (!connection) return httpError.connectionRefused
  const text = `${lines.join('\r\n')}\r\n\r\n`
  board.tell({ kind: 'request', text })
  connection.send(text)
  const head = await readResponseHead(connection, silenceMs)
  if (typeof head === 'number') {
    connection.close()
    return head
  }
  board.tell({ kind: 'response', head })
  return { head, connection }
}

/** The Host header's value: the port is left out for 80 and for 443. */
export function hostOf({ server: { host, port } }: Board): string {
  const name = host.includes(':') ? `[${host}]` : host
  return port === 80 || port === 443 ? name : `${name}:${port}`
}
