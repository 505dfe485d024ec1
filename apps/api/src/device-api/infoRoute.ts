import { otaInfo } from '@cyberdeck-ota/core'
import type { FastifyInstance } from 'fastify'
import { ofOthers } from '../demo/ofOthers.ts'
import { noFirmware } from '../reply/replyOf.ts'
import { answer, answerWhole } from './answer.ts'
import type { DeviceRouteDeps } from './deps.ts'
import { isBrowser } from './dialect.ts'
import { readQuery } from './query.ts'
import { refuse } from './refuse.ts'

/** `GET`, `HEAD /ota/info`: what is latest, as JSON. */
export function registerInfoRoute(
  scope: FastifyInstance,
  deps: Pick<DeviceRouteDeps, 'registry' | 'fleet' | 'deviceUrl' | 'now' | 'hint' | 'log'>,
): void {
  scope.route({
    method: ['GET', 'HEAD'],
    url: '/info',
    handler: (request, reply) => {
      const query = readQuery(request.raw.url ?? '')
      if ('problem' in query) return refuse(deps, reply, query.problem)
      const info = otaInfo({
        registry: ofOthers(deps.registry.current),
        product: query.product ?? 'default',
        board: query.board,
        channel: query.channel ?? 'stable',
        urlOf: (sha256) => `${deps.deviceUrl(request)}/ota/builds/${sha256}.bin`,
      })
      if (info === null) return void answer(reply, noFirmware(isBrowser(request.headers)))
      const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' }
      answerWhole(reply, 200, headers, JSON.stringify(info))
    },
  })
}
