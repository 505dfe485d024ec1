import type { IncomingHttpHeaders } from 'node:http'
import type { Build } from '@cyberdeck-ota/schema'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { namesTag } from '../namesTag.ts'
import { answerHead, answerNotModified, answerText, answerUnsatisfiable, answerWhole } from './answer.ts'
import { readState } from './checkIn.ts'
import type { DeviceRouteDeps } from './deps.ts'
import { clientOf, dialects, modeOf } from './dialect.ts'
import { findBuild } from './findBuild.ts'
import { etagOf, imageHeaders } from './imageHeaders.ts'
import { readRange } from './range.ts'
import { sendImage } from './sendImage.ts'

type BuildRouteDeps = Pick<DeviceRouteDeps, 'registry' | 'images' | 'downloads'>

/** A year, the longest that means something (RFC 9111, 1.2.2): these bytes never change. */
const immutable = 'public, max-age=31536000, immutable'

/**
 * `GET`, `HEAD /ota/builds/<sha256>.bin`: the bytes of one build, for good, in ranges where a client wants
 * them (`esp_https_ota` resumes and asks for parts); `.bin.md5` and `.bin.sha256` beside it are read by
 * Arduino's checksum URLs.
 */
export function registerBuildRoutes(scope: FastifyInstance, deps: BuildRouteDeps): void {
  scope.route<{ Params: { file: string } }>({
    method: ['GET', 'HEAD'],
    url: '/builds/:file',
    handler: (request, reply) => {
      const [, sha256, digest] = /^([0-9a-f]{64})\.bin(?:\.(md5|sha256))?$/i.exec(request.params.file) ?? []
      const build = sha256 === undefined ? null : findBuild(deps.registry.current, sha256.toLowerCase())
      if (build === null) return answerText(reply, 404, 'No such build')
      if (digest === undefined) {
        if (isInVain(build, request.headers)) return answerNotModified(reply)
        return answerBuild(deps, build, reply)
      }
      const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': immutable }
      answerWhole(reply, 200, headers, digest.toLowerCase() === 'md5' ? build.md5 : build.sha256)
    },
  })
}

function answerBuild(deps: BuildRouteDeps, build: Build, reply: FastifyReply): void | Promise<void> {
  const { method, headers: asked } = reply.request
  const etag = etagOf(build.sha256)
  if (namesTag(asked['if-none-match'], etag)) {
    return answerNotModified(reply, { ETag: etag, 'Cache-Control': immutable })
  }
  const sameFile = (asked['if-range'] ?? etag) === etag
  const range = sameFile ? readRange(asked.range, build.size) : 'whole'
  if (range === 'unsatisfiable') return answerUnsatisfiable(reply, build.size)
  const status = range === 'whole' ? 200 : 206
  const headers = { ...imageHeaders(build, range, immutable), 'Accept-Ranges': 'bytes' }
  if (method === 'HEAD') return answerHead(reply, status, headers)

  const place = deps.downloads.reserve({ continuing: range !== 'whole' && range.start > 0 })
  if (place === null) return answerFailure(reply, 429, 'Too many downloads are under way; ask again later')
  return sendImage(deps, reply, {
    place,
    build,
    range,
    status,
    headers,
    begin: () => () => {},
    unreadable: () => answerFailure(reply, 500, 'The build cannot be read'),
  })
}

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
