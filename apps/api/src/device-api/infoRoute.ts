import { otaInfo } from '@cyberdeck-ota/core'
import type { FastifyInstance } from 'fastify'
import { answerNoFirmware, answerWhole } from './answer.ts'
import type { DeviceRouteDeps } from './deps.ts'
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
        registry: deps.registry.current,
        product: query.product ?? 'default',
        board: query.board,
        channel: query.channel ?? 'stable',
        urlOf: (sha256) => `${deps.deviceUrl(request)}/ota/builds/${sha256}.bin`,
      })
      if (info === null) return void answerNoFirmware(reply)
      const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' }
      answerWhole(reply, 200, headers, JSON.stringify(info))
    },
  })
}
