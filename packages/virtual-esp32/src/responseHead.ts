import type { Connection } from './connection.ts'
import { httpError } from './resultCodes.ts'

/** The status line and headers of a response, as HTTPClient keeps them. */
export interface ResponseHead {
  status: number
  /** By lower-case name; of a repeated header the last. */
  headers: ReadonlyMap<string, string>
  /** -1 when the server named none: `HTTPClient::getSize()`. */
  contentLength: number
  chunked: boolean
}

/** Reads as far as the empty line; a number is HTTPClient's error code. `silenceMs` is the longest pause it bears. */
export async function readResponseHead(
  connection: Connection,
  silenceMs: number,
): Promise<ResponseHead | number> {
  let status = 0
  const headers = new Map<string, string>()
  for (;;) {
    const next = await connection.readLine(silenceMs)
    if (next === 'timeout') return httpError.readTimeout
    if (next === 'closed') return httpError.connectionLost
    const { line } = next
    if (line === '') break
    if (line.startsWith('HTTP/1.')) status = Number.parseInt(line.slice(9), 10)
    const colon = line.indexOf(':')
    if (colon > 0) headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim())
  }
  if (!status) return httpError.noHttpServer
  const encoding = headers.get('transfer-encoding')?.toLowerCase()
  if (encoding !== undefined && encoding !== 'chunked') return httpError.encoding
  const length = Number.parseInt(headers.get('content-length') ?? '-1', 10)
  return { status, headers, contentLength: length, chunked: encoding === 'chunked' }
}
