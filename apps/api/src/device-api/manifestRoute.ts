import { installChoice, installManifest, targetOf } from '@cyberdeck-ota/core'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { ofOthers } from '../demo/ofOthers.ts'
import { noFirmware } from '../reply/replyOf.ts'
import { answer, answerWhole } from './answer.ts'
import { anyPage } from './crossOrigin.ts'
import type { DeviceRouteDeps } from './deps.ts'
import { isBrowser } from './dialect.ts'
import { upFrom } from './pathForm.ts'
import { type Malformed, readQuery } from './query.ts'
import { refuse } from './refuse.ts'

/** What an install button calls firmware of the product that has no name of its own. */
const unnamed = 'Firmware'

type Deps = Pick<DeviceRouteDeps, 'registry' | 'fleet' | 'now' | 'hint' | 'log'>

/** `GET`, `HEAD /ota/manifest.json`: what an install button of ESP Web Tools reads, on anybody's page. */
export function registerManifestRoute(scope: FastifyInstance, deps: Deps): void {
  scope.route({
    method: ['GET', 'HEAD'],
    url: '/manifest.json',
    handler: (_request, reply) => answerManifest(deps, reply, []),
  })
}

/**
 * Answers with the manifest of the release that a channel points at. Its addresses are relative, so that they hold behind
 * any proxy.
 *
 * @param path what the path says, as {@link readQuery} takes it
 */
export function answerManifest(deps: Deps, reply: FastifyReply, path: string[] | Malformed): void {
  const { raw, headers: asked } = reply.request
  const url = raw.url ?? ''
  const query = 'problem' in path ? path : readQuery(url, path)
  if ('problem' in query) {
    refuse(deps, reply, query.problem)
    return
  }
  const product = query.product ?? 'default'
  const target = targetOf(ofOthers(deps.registry.current), product, query.channel)
  if (target === null) {
    const nothing = noFirmware(isBrowser(asked))
    answer(reply, { ...nothing, headers: { ...nothing.headers, ...anyPage } })
    return
  }
  const name = product === 'default' ? unnamed : product
  const up = upFrom(url)
  const choice = installChoice(target, query.board)
  const manifest = installManifest(name, target, choice, (sha256) => `${up}builds/${sha256}.bin`)
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    ...anyPage,
  }
  answerWhole(reply, 200, headers, JSON.stringify(manifest))
}
