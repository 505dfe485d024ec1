import type { IncomingHttpHeaders } from 'node:http'
import type { Build } from '@cyberdeck-ota/schema'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { namesTag } from '../namesTag.ts'
import { etagOf, imageHeaders } from '../reply/imageHeaders.ts'
import { readRange } from '../reply/range.ts'
import { answerHead, answerNotModified, answerText, answerUnsatisfiable, answerWhole } from './answer.ts'
import { readState } from './checkIn.ts'
import type { DeviceRouteDeps } from './deps.ts'
import { clientOf, dialects, modeOf } from './dialect.ts'
import { findBuild, type PublishedBuild } from './findBuild.ts'
import { beginNamed, isWithheld, readNamed } from './namedDownload.ts'
import { refuse } from './refuse.ts'
import { sendImage } from './sendImage.ts'

/** A year, the longest that means something (RFC 9111, 1.2.2): these bytes never change. */
const immutable = 'public, max-age=31536000, immutable'

/**
 * `GET`, `HEAD /ota/builds/<sha256>.bin`: the bytes of one build, for good, in ranges where a client wants
 * them (`esp_https_ota` resumes and asks for parts); `.bin.md5` and `.bin.sha256` beside it are read by
 * Arduino's checksum URLs.
 */
export function registerBuildRoutes(scope: FastifyInstance, deps: DeviceRouteDeps): void {
  scope.route<{ Params: { file: string } }>({
    method: ['GET', 'HEAD'],
    url: '/builds/:file',
    handler: (request, reply) => {
      const [, sha256, digest] = /^([0-9a-f]{64})\.bin(?:\.(md5|sha256))?$/i.exec(request.params.file) ?? []
      const [first, ...others] = findBuild(deps.registry.current, sha256?.toLowerCase() ?? '')
      if (first === undefined) return answerText(reply, 404, 'No such build')
      if (digest === undefined) return answerBuild(deps, [first, ...others], reply)
      const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': immutable }
      const { md5, sha256: sha } = first.build
      answerWhole(reply, 200, headers, digest.toLowerCase() === 'md5' ? md5 : sha)
    },
  })
}

function answerBuild(
  deps: DeviceRouteDeps,
  places: readonly [PublishedBuild, ...PublishedBuild[]],
  reply: FastifyReply,
): void | Promise<void> {
  const { method, headers: asked } = reply.request
  const [{ build }] = places
  const named = readNamed(deps, reply, places)
  if (named !== null && 'problem' in named) return refuse(deps, reply, named.problem)
  if (isInVain(build, asked)) return answerNotModified(reply)
  const etag = etagOf(build.sha256)
  if (namesTag(asked['if-none-match'], etag)) {
    return answerNotModified(reply, { ETag: etag, 'Cache-Control': immutable })
  }
  const isHeld = () => named !== null && isWithheld(deps, named)
  if (isHeld()) return answerFailure(reply, ...refusals.held)
  const sameFile = (asked['if-range'] ?? etag) === etag
  const range = sameFile ? readRange(asked.range, build.size) : 'whole'
  if (range === 'unsatisfiable') return answerUnsatisfiable(reply, build.size)
  const status = range === 'whole' ? 200 : 206
  const headers = { ...imageHeaders(build, range, immutable), 'Accept-Ranges': 'bytes' }
  if (method === 'HEAD') return answerHead(reply, status, headers)

  const place = deps.downloads.reserve({ continuing: range !== 'whole' && range.start > 0 })
  if (place === null) return answerFailure(reply, ...refusals.busy)
  return sendImage(deps, reply, {
    place,
    build,
    range,
    status,
    headers,
    begin: () => (named === null ? () => {} : beginNamed(deps, named, range)),
    // That it asks again may have shown that its last attempt failed.
    withheld: (why) => answerFailure(reply, ...refusals[isHeld() ? 'held' : why]),
  })
}

const refusals = {
  held: [403, 'This device is not to have this build now; the dashboard says why'],
  busy: [429, 'Too many downloads are under way; ask again later'],
  'unreadable-build': [500, 'The build cannot be read'],
  'cannot-record': [503, 'The download could not be recorded; ask again later'],
} satisfies Record<string, [number, string]>

/** An updater takes every status but 304 for a fault of its own. */
function answerFailure(reply: FastifyReply, status: number, body: string): void {
  if (clientOf(reply.request.headers) === 'plain') answerText(reply, status, body)
  else answerNotModified(reply)
}

/**
 * Whether an updater would download for nothing, again and again: it runs this very build, or has no room for it. One
 * that asks for a filesystem would write the app over it.
 */
function isInVain(build: Build, headers: IncomingHttpHeaders): boolean {
  if ((modeOf(headers) ?? 'sketch') !== 'sketch') return true
  const { runningSha256, runningMd5, freeSpace } = readState(headers, dialects[clientOf(headers)])
  if (freeSpace !== null && build.size > freeSpace) return true
  if (runningSha256 !== null) return runningSha256 === build.runningSha256
  return runningMd5 !== null && runningMd5 === build.runningMd5
}
