import type { Board } from './board.ts'
import type { Exchange } from './exchange.ts'
import { readBody } from './reading.ts'

/** What an ESP-IDF download has to show for itself; a board that resumes keeps it from one poll to the next. */
export interface IdfProgress {
  received: Buffer
}

/** The name of an `esp_err_t`, and whether the same must be asked for again from the start. */
interface Taken {
  code: string
  bytes: number
  again?: boolean
  aborted?: boolean
}

/** Header and descriptors: what is judged before anything is written (esp_https_ota.c). */
const FIRST_LOOK = 1_024

/** Adds a response's body to what was received so far, or says why not. */
export async function takeBody(board: Board, answer: Exchange, progress: IdfProgress): Promise<Taken> {
  const { status, contentLength } = answer.head
  if (status === 304) return { code: 'ESP_ERR_HTTP_NOT_MODIFIED', bytes: 0 }
  if (status === 416 && progress.received.length > 0) {
    progress.received = Buffer.alloc(0)
    return { code: 'ESP_OK', bytes: 0, again: true }
  }
  if (status === 416) return { code: 'ESP_ERR_HTTP_RANGE_NOT_SATISFIABLE', bytes: 0 }
  if (status !== 200 && status !== 206) return { code: 'ESP_FAIL', bytes: 0 }
  if (status === 200) progress.received = Buffer.alloc(0)

  const before = progress.received
  const total = before.length + contentLength
  if (contentLength < 0 || total < FIRST_LOOK) return { code: 'ESP_FAIL', bytes: 0 }
  if (total > board.flash.slot.size) return { code: 'ESP_ERR_INVALID_SIZE', bytes: 0 }

  const body = Buffer.alloc(contentLength)
  let bytes = 0
  let fault: string | null = null
  const end = await readBody(
    answer.connection,
    contentLength,
    board.timing.stallMs,
    board.reading,
    (part) => {
      const looked = before.length + bytes >= FIRST_LOOK
      part.copy(body, bytes)
      bytes += part.length
      board.tell({ kind: 'progress', bytes: before.length + bytes, total })
      if (looked || bytes < FIRST_LOOK) return true
      fault = judgeHeader(body, board)
      if (fault === null) board.flash.slot.erase()
      return fault === null
    },
  )
  progress.received = Buffer.concat([before, body.subarray(0, bytes)])
  if (fault !== null) {
    progress.received = Buffer.alloc(0)
    return { code: fault, bytes }
  }
  return end === 'complete'
    ? { code: 'ESP_OK', bytes }
    : { code: 'ESP_FAIL', bytes, aborted: end === 'aborted' }
}

function judgeHeader(start: Buffer, { flash }: Board): string | null {
  if (start[0] !== 0xe9) return 'ESP_ERR_OTA_VALIDATE_FAILED'
  return start.readUInt16LE(12) === flash.chipId ? null : 'ESP_ERR_INVALID_VERSION'
}
