import type { Verdict } from '@cyberdeck-ota/core'
import type { DownloadProgress, Reason } from '@cyberdeck-ota/schema'
import type { FastifyReply } from 'fastify'
import { answerHead, answerNothingNew, answerUnsatisfiable } from './answer.ts'
import type { Poll } from './checkIn.ts'
import type { DeviceRouteDeps } from './deps.ts'
import { imageHeaders } from './imageHeaders.ts'
import { type ByteRange, lengthOf, readRange } from './range.ts'
import { record, recordUpdate } from './record.ts'
import { sendImage } from './sendImage.ts'

type Update = Extract<Verdict, { kind: 'update' }>

/**
 * Sends the image of an update, or holds the device where no place is free or the bytes cannot be read: it
 * keeps what it runs and asks again. The address changes what it stands for, so a range may only start at the
 * first byte; bytes of two builds would make one broken image.
 */
export function answerUpdate(
  deps: DeviceRouteDeps,
  poll: Poll,
  update: Update,
  reply: FastifyReply,
): void | Promise<void> {
  const { build, version: target } = update
  const hold = (reason: Reason) => {
    const status = answerNothingNew(reply, poll.checkIn.client)
    record(deps, poll, { kind: 'hold', reason, runs: update.runs }, status, reply)
  }

  const range = readRange(reply.request.headers.range, build.size)
  if (range === 'unsatisfiable' || (range !== 'whole' && range.start > 0)) {
    record(deps, poll, update, 416, reply)
    return answerUnsatisfiable(reply, build.size)
  }
  const status = range === 'whole' ? 200 : 206
  const headers = imageHeaders(build, range, 'no-store')
  if (reply.request.method === 'HEAD') {
    if (deps.downloads.full) answerNothingNew(reply, poll.checkIn.client)
    else answerHead(reply, status, headers)
    return
  }

  const place = deps.downloads.reserve()
  if (place === null) return hold({ code: 'busy', target, limit: deps.downloads.limit })
  return sendImage(deps, reply, {
    place,
    build,
    range,
    status,
    headers,
    begin: () => reportOf(deps, poll, update, status, range),
    unreadable: () => hold({ code: 'unreadable-build', target }),
  })
}

/** Records the poll, keeps its record up to date with the download, and counts one in full. */
function reportOf(
  deps: DeviceRouteDeps,
  poll: Poll,
  update: Update,
  status: number,
  range: ByteRange | 'whole',
) {
  const { address, device } = poll.caller
  const inFull = lengthOf(range, update.build.size) === update.build.size
  const record = recordUpdate(deps, poll, update, status)
  return (progress: DownloadProgress) => {
    record.download = progress
    if (progress.state === 'running') return
    deps.log.info({ address, device, version: update.version, ...progress }, `download ${progress.state}`)
    const counts = inFull && device !== null && poll.checkIn.client !== 'plain'
    if (progress.state === 'complete' && counts) {
      deps.fleet.downloadedInFull(device, update.build.sha256, update.version)
    }
  }
}
