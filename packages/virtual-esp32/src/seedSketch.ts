import type { Board, SketchResult } from './board.ts'
import { exchange, hostOf } from './exchange.ts'
import { getString } from './getString.ts'
import { httpUpdate } from './httpUpdate.ts'

/**
 * One turn of the seed's loop: `http.GET()`, and when that brings 200 with anything but `Uptodate`,
 * `httpUpdate.update()` of the same address. Any other status is printed and ignored. The first connection stays open, unread,
 * until the second is done: an image does not fit into memory, so `getString()` reads nothing of it.
 */
export async function seedSketch(board: Board, uri: string): Promise<SketchResult> {
  const answer = await exchange(board, plainRequest(board, uri), board.timing.plainGetMs)
  if (typeof answer === 'number') return { outcome: 'failed', code: answer, httpStatus: null, bytes: 0 }
  try {
    const httpStatus = answer.head.status
    if (httpStatus !== 200) return { outcome: 'ignored', code: 0, httpStatus, bytes: 0 }
    const body = await getString(board, answer)
    if (body === 'Uptodate') return { outcome: 'up-to-date', code: 0, httpStatus, bytes: 0 }
    return await httpUpdate(board, uri, '')
  } finally {
    answer.connection.close()
  }
}

/** HTTPClient::sendHeader() as a plain `GET()` leaves it; no address of the board is in it. */
function plainRequest(board: Board, uri: string): string[] {
  return [
    `GET ${uri} HTTP/1.1`,
    `Host: ${hostOf(board)}`,
    'User-Agent: ESP32HTTPClient',
    'Connection: keep-alive',
    'Accept-Encoding: identity;q=1,chunked;q=0.1,*;q=0',
  ]
}
