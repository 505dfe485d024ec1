import type { Board, SketchResult } from './board.ts'
import { type Exchange, exchange, hostOf } from './exchange.ts'
import { type IdfProgress, takeBody } from './idfBody.ts'
import { httpError } from './resultCodes.ts'

/** How an ESP-IDF app downloads. */
export interface IdfDownload {
  /** Bytes per request (CONFIG_ESP_HTTPS_OTA_ENABLE_PARTIAL_DOWNLOAD, there 65,536 by default); null asks for all at once. */
  rangeBytes: number | null
  /** Whether what was received before a cut is kept and continued from (`ota_resumption`, ESP-IDF 5.5). */
  resume: boolean
  /** Whether it sends its MAC and version in headers of its own (`http_client_init_cb`), as an updater does. */
  saysWho: boolean
}

/**
 * `esp_https_ota()` of ESP-IDF 6: asks for `uri`, by itself with nothing said of the board, in ranges or from where it stopped when
 * told so, and begins anew when a range is not honoured. Redirects are not followed, and a body needs a Content-Length.
 * Where the network fails it is reported at once, also where the real one waits on.
 */
export async function espHttpsOta(
  board: Board,
  uri: string,
  version: string,
  download: IdfDownload,
  progress: IdfProgress,
): Promise<SketchResult> {
  if (!download.resume) progress.received = Buffer.alloc(0)
  const who = download.saysWho ? [`x-ESP32-BASE-MAC: ${board.mac}`, `x-ESP32-version: ${version}`] : []
  let total: number | null = null
  let bytes = 0
  if (download.rangeBytes !== null) {
    const answer = await ask(board, 'HEAD', uri, who)
    if ('outcome' in answer) return answer
    answer.connection.close()
    total = answer.head.contentLength
    if (answer.head.status !== 200 || total < 0) return ended('ESP_FAIL', answer.head.status, bytes)
  }
  for (;;) {
    const range = rangeHeader(download, progress.received.length, total)
    const answer = await ask(board, 'GET', uri, [...who, ...range])
    if ('outcome' in answer) return { ...answer, bytes }
    const { status } = answer.head
    const taken = await takeBody(board, answer, progress)
    answer.connection.close()
    bytes += taken.bytes
    if (taken.code !== 'ESP_OK') return ended(taken.code, status, bytes, taken.aborted)
    const whole = total === null || progress.received.length >= total
    if (taken.again || !whole) continue
    return ended(finish(board, progress), status, bytes)
  }
}

async function ask(
  board: Board,
  method: 'GET' | 'HEAD',
  uri: string,
  headers: readonly string[],
): Promise<Exchange | SketchResult> {
  const lines = [
    `${method} ${uri} HTTP/1.1`,
    'User-Agent: ESP32 HTTP Client/1.0',
    `Host: ${hostOf(board)}`,
    ...headers,
  ]
  const answer = await exchange(board, lines, board.timing.plainGetMs)
  if (typeof answer !== 'number') return answer
  return ended(answer === httpError.connectionRefused ? 'ESP_ERR_HTTP_CONNECT' : 'ESP_FAIL', null, 0)
}

/** The last range is left open; a resuming client sends one even from the start. */
function rangeHeader({ rangeBytes, resume }: IdfDownload, from: number, total: number | null): string[] {
  if (rangeBytes === null || total === null) return resume ? [`Range: bytes=${from}-`] : []
  return total - from > rangeBytes
    ? [`Range: bytes=${from}-${from + rangeBytes - 1}`]
    : [`Range: bytes=${from}-`]
}

function finish(board: Board, progress: IdfProgress): string {
  const image = progress.received
  progress.received = Buffer.alloc(0)
  board.tell({ kind: 'verifying' })
  return board.flash.slot.activate(image) === null ? 'ESP_OK' : 'ESP_ERR_OTA_VALIDATE_FAILED'
}

function ended(code: string, httpStatus: number | null, bytes: number, aborted = false): SketchResult {
  if (aborted) return { outcome: 'aborted', code, httpStatus, bytes }
  if (code === 'ESP_ERR_HTTP_NOT_MODIFIED') return { outcome: 'up-to-date', code, httpStatus, bytes }
  return { outcome: code === 'ESP_OK' ? 'installed' : 'failed', code, httpStatus, bytes }
}
