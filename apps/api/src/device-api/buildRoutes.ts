import type { IncomingHttpHeaders } from 'node:http'
import type { CableFile } from '@cyberdeck-ota/core'
import type { Build } from '@cyberdeck-ota/schema'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { fileHeaders, imageHeaders } from '../reply/imageHeaders.ts'
import { answerNotModified, answerText, answerWhole } from './answer.ts'
import { readState } from './checkIn.ts'
import { anyPage } from './crossOrigin.ts'
import type { DeviceRouteDeps } from './deps.ts'
import { clientOf, dialects, modeOf } from './dialect.ts'
import { answerFile, type FixedFile, immutable } from './fileAnswer.ts'
import { findBuild, findCableFile, type PublishedBuild } from './findBuild.ts'
import { beginNamed, isWithheld, readNamed } from './namedDownload.ts'
import { refuse } from './refuse.ts'

/**
 * `GET`, `HEAD /ota/builds/<sha256>.bin`: the bytes of one build, or of a file that install manifests name,
 * for good, in ranges where a client wants them (`esp_https_ota` resumes and asks for parts); `.bin.md5` and `.bin.sha256` beside it are read by
 * Arduino's checksum URLs.
 */
export function registerBuildRoutes(scope: FastifyInstance, deps: DeviceRouteDeps): void {
  scope.route<{ Params: { file: string } }>({
    method: ['GET', 'HEAD'],
    url: '/builds/:file',
    handler: (request, reply) => {
      const [, sha256, digest] = /^([0-9a-f]{64})\.bin(?:\.(md5|sha256))?$/i.exec(request.params.file) ?? []
      const registry = deps.registry.current
      const [first, ...others] = findBuild(registry, sha256?.toLowerCase() ?? '')
      if (first === undefined) {
        const file = digest === undefined ? findCableFile(registry, sha256?.toLowerCase() ?? '') : null
        return answerCableFile(deps, file, reply)
      }
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
  const [{ build }] = places
  const named = readNamed(deps, reply, places)
  if (named !== null && 'problem' in named) return refuse(deps, reply, named.problem)
  if (isInVain(build, reply.request.headers)) return answerNotModified(reply)
  const { sha256, size } = build
  return answerFile(
    deps,
    {
      sha256,
      size,
      headers: (range) => imageHeaders(build, range, immutable),
      always: findCableFile(deps.registry.current, sha256) ? anyPage : {},
      isHeld: () => named !== null && isWithheld(deps, named),
      begin: (range) => (named === null ? () => {} : beginNamed(deps, named, range)),
    },
    reply,
  )
}

/** A bootloader or whatever else only a cable writes; an updater would put it into an app's place. */
function answerCableFile(
  deps: DeviceRouteDeps,
  file: CableFile | null,
  reply: FastifyReply,
): void | Promise<void> {
  if (file === null || clientOf(reply.request.headers) !== 'plain') {
    return answerText(reply, 404, 'No such build')
  }
  const { sha256, size } = file
  const headers: FixedFile['headers'] = (range) => fileHeaders(file, range, immutable)
  const parts = { sha256, size, headers, always: anyPage, isHeld: () => false, begin: () => () => {} }
  return answerFile(deps, parts, reply)
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
