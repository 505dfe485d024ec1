import { setTimeout as delay } from 'node:timers/promises'
import type { Board, SketchResult } from './board.ts'
import { type Exchange, exchange } from './exchange.ts'
import { readBody } from './reading.ts'
import { httpUpdateError, updateError } from './resultCodes.ts'
import { updaterRequest } from './updaterRequest.ts'

/**
 * `httpUpdate.update(client, host, port, uri, currentVersion)` of arduino-esp32 as HTTPUpdate.cpp has it and as 3.1.3 did
 * when it was run. Redirects are not followed, nothing is retried or resumed.
 *
 * A connection that is cut in the middle of a body is reported at once; a real board blocks for `timing.stallMs`
 * (about 41 minutes) before it says the same, and polls nothing meanwhile.
 */
export async function httpUpdate(board: Board, uri: string, currentVersion: string): Promise<SketchResult> {
  const answer = await exchange(board, updaterRequest(board, uri, currentVersion), board.timing.updaterMs)
  if (typeof answer === 'number') return failed(answer, null)
  try {
    return await judge(board, answer)
  } finally {
    answer.connection.close()
  }
}

async function judge(board: Board, answer: Exchange): Promise<SketchResult> {
  const { status, contentLength } = answer.head
  if (status === 304 || (status === 204 && board.core === 'newest')) {
    return { outcome: 'up-to-date', code: 0, httpStatus: status, bytes: 0 }
  }
  if (status === 404) return failed(httpUpdateError.notFound, status)
  if (status === 403) return failed(httpUpdateError.forbidden, status)
  if (status !== 200) return failed(httpUpdateError.wrongHttpCode, status)
  if (contentLength <= 0) return failed(httpUpdateError.noSize, status)
  if (contentLength > board.flash.slot.size) return failed(httpUpdateError.tooLittleSpace, status)
  await delay(board.timing.peekMs, undefined, { signal: board.reading.signal })
  if (answer.connection.peek() !== 0xe9) return failed(httpUpdateError.badHeader, status)
  return runUpdate(board, answer)
}

async function runUpdate(board: Board, { head, connection }: Exchange): Promise<SketchResult> {
  const { updater } = board
  if (!updater.begin(head.contentLength)) return failed(updater.error(), head.status)
  const faulty = expectDigests(board, head.headers)
  if (faulty !== null) return failed(faulty, head.status)

  let bytes = 0
  const end = await readBody(
    connection,
    head.contentLength,
    board.timing.stallMs,
    board.reading,
    (sector) => {
      updater.write(sector)
      bytes += sector.length
      board.tell({ kind: 'progress', bytes, total: head.contentLength })
      return true
    },
  )
  if (end === 'aborted') return { outcome: end, code: 0, httpStatus: head.status, bytes }
  if (end !== 'complete') {
    updater.abort(updateError.stream)
    return { outcome: 'failed', code: updater.error(), httpStatus: head.status, bytes }
  }
  const outcome = updater.end() ? 'installed' : 'failed'
  return { outcome, code: updater.error(), httpStatus: head.status, bytes }
}

/** An error code, or null. Before the newest cores a faulty digest leaves the Updater's session open until the next reset. */
function expectDigests({ updater, core }: Board, headers: ReadonlyMap<string, string>): number | null {
  const md5 = headers.get('x-md5')
  const sha256 = core === 'newest' ? headers.get('x-sha256') : undefined
  const faulty =
    md5 && !updater.setMd5(md5)
      ? httpUpdateError.faultyMd5
      : sha256 && !updater.setSha256(sha256)
        ? httpUpdateError.faultySha256
        : null
  if (faulty !== null && core === 'newest') updater.abort(updateError.none)
  return faulty
}

function failed(code: number, httpStatus: number | null): SketchResult {
  return { outcome: 'failed', code, httpStatus, bytes: 0 }
}
