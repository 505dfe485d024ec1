import { Readable } from 'node:stream'
import { byteOrderMark, csvLine, reasonSentence } from '@cyberdeck-ota/core'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { StoredDevice } from '../fleet/store.ts'
import { isoTime } from '../isoTime.ts'
import { pagesOf } from './devicePages.ts'
import { readDeviceQuery } from './deviceQuery.ts'
import { type Listening, summaryOf } from './deviceSummary.ts'
import type { DeviceListDeps } from './devices.ts'

const headings = [
  'id',
  'identity',
  'name',
  'product',
  'board',
  'chip',
  'channel',
  'pin',
  'hold',
  'version',
  'runs',
  'target',
  'state',
  'reason',
  'silent',
  'tags',
  'notes',
  'address',
  'sdk',
  'flash bytes',
  'slot bytes',
  'image bytes',
  'first seen',
  'last seen',
  'polls',
  'interval seconds',
]

/** `GET /devices.csv?query=`: the devices as a table, sent while it is read. */
export function registerDevicesCsvRoute(scope: FastifyInstance, deps: DeviceListDeps): void {
  const { devices, fleet, now } = deps
  scope.withTypeProvider<ZodTypeProvider>().get(
    '/devices.csv',
    {
      schema: {
        summary: 'The devices as CSV',
        description:
          'All that `query` finds; RFC 4180 in UTF-8 with a byte order mark. A text that a spreadsheet would calculate has an apostrophe in front.',
        tags: ['fleet'],
        querystring: z.strictObject({ query: z.string().default('') }),
        response: {
          200: {
            description: 'The table',
            content: { 'text/csv': { schema: z.custom<Readable>().meta({ type: 'string' }) } },
          },
        },
      },
    },
    async (request, reply) => {
      const listening = { now: now(), upSince: fleet.upSince }
      const pages = pagesOf(devices, { query: readDeviceQuery(request.query.query), ...listening })
      // Read before the headers leave, so that a store that fails is still told as a problem.
      const first = await pages.next()
      const lines = async function* () {
        yield byteOrderMark + csvLine(headings)
        if (first.done) return
        yield linesOf(first.value, listening)
        for await (const page of pages) yield linesOf(page, listening)
      }
      const day = isoTime(listening.now).slice(0, 10)
      return reply
        .type('text/csv; charset=utf-8; header=present')
        .header('content-disposition', `attachment; filename="devices-${day}.csv"`)
        .send(Readable.from(lines()))
    },
  )
}

function linesOf(page: StoredDevice[], listening: Listening): string {
  return page.map((device) => csvLine(cellsOf(device, listening))).join('')
}

function cellsOf(device: StoredDevice, listening: Listening) {
  const { assigned, reported } = device
  const summary = summaryOf(device, null, listening)
  return [
    summary.id,
    summary.identity,
    summary.name,
    summary.product,
    summary.board,
    summary.chip,
    summary.channel,
    summary.pin,
    summary.hold,
    summary.version,
    summary.runs,
    summary.target,
    summary.state,
    reasonSentence(summary.reason),
    summary.silent,
    summary.tags.join(' '),
    assigned.notes,
    summary.address,
    reported.sdk,
    reported.flashSize,
    reported.freeSpace,
    reported.sketchSize,
    summary.firstSeenAt,
    summary.lastSeenAt,
    summary.polls,
    summary.interval,
  ]
}
