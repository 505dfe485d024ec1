import type { Socket } from 'node:net'
import type { Fleet } from '../fleet/fleet.ts'
import { plainAddress } from './address.ts'
import type { DeviceRouteDeps } from './deps.ts'
import { describeMalformed } from './describeMalformed.ts'
import type { Downloads } from './downloads.ts'

export interface ClientErrorDeps extends Pick<DeviceRouteDeps, 'now' | 'hint'> {
  fleet: Pick<Fleet, 'sawMalformed'>
  downloads: Pick<Downloads, 'serves'>
  /** Whether the connection is one that a person or a script uses, who may break an upload off. */
  isPeoples?: (socket: Socket) => boolean
}

const statuses: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

/**
 * Time for a client to read the answer before unread bytes of its request turn our close into a reset, ms.
 */
const closingTime = 1_000

/**
 * Answers requests that Node refuses before any route sees them (a raw space in the URL is the usual one),
 * and tells the list of check-ins who sent them and what is wrong. Errors of a connection that is
 * gone, and of one that never said anything, are nobody's news. Whatever comes in on it, a connection that an
 * image is being sent on is left alone.
 */
export function createClientErrorHandler(deps: ClientErrorDeps) {
  const { fleet, downloads, now, hint, isPeoples = () => false } = deps
  return (error: Error & { code?: string }, socket: Socket): void => {
    if (downloads.serves(socket)) return
    const { code = '' } = error
    const isRequest = code.startsWith('HPE_') || code === 'ERR_HTTP_REQUEST_TIMEOUT'
    const isGone = socket.remoteAddress === undefined
    const isLeft = code === 'HPE_INVALID_EOF_STATE' && isPeoples(socket)
    if (!isRequest || isGone || isLeft || socket.bytesRead === 0) return void socket.destroy()
    if (!socket.writable) return

    const problem = describeMalformed(error)
    const status = statuses[code] ?? '400 Bad Request'
    const address = plainAddress(socket.remoteAddress)
    fleet.sawMalformed(address, problem, Number.parseInt(status, 10), now())
    hint('check-ins')
    socket.end(answerTo(status, `Bad request: ${problem}.`))
    setTimeout(() => socket.destroy(), closingTime).unref()
  }
}

function answerTo(status: string, body: string): string {
  return [
    `HTTP/1.1 ${status}`,
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n')
}
