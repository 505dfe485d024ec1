import { isInForce } from '@cyberdeck-ota/core'
import type { FastifyReply } from 'fastify'
import type { AttemptHandle, Poll } from '../fleet/fleet.ts'
import type { ByteRange } from '../reply/range.ts'
import { addressOf } from './address.ts'
import { isCertain, tellAttempt } from './attempts.ts'
import { type Heard, readPoll } from './checkIn.ts'
import { decidePoll, type Update } from './decidedPoll.ts'
import type { DeviceRouteDeps } from './deps.ts'
import type { PublishedBuild } from './findBuild.ts'
import type { Malformed } from './query.ts'
import type { Report } from './sendImage.ts'

type Deps = Pick<DeviceRouteDeps, 'fleet' | 'registry' | 'parted' | 'now'>

/** A device that says who it is, and the build whose immutable address it asks for. */
export interface NamedDownload {
  poll: Poll & { caller: { device: string } }
  place: PublishedBuild
}

/** Reads who asks for a build by its address: null for somebody who does not say, and for people. */
export function readNamed(
  { fleet }: Pick<Deps, 'fleet'>,
  reply: FastifyReply,
  places: readonly [PublishedBuild, ...PublishedBuild[]],
): NamedDownload | Malformed | null {
  const { raw, headers } = reply.request
  const heard = readPoll(raw.url ?? '', headers, addressOf(reply.request))
  if ('problem' in heard) return heard
  if (!saysWho(heard)) return null
  const caller = fleet.identify(heard.claim)
  const { device } = caller
  if (device === null || !isCertain(caller)) return null
  const { checkIn, facts } = heard
  const place = places.find(({ product }) => product === checkIn.product) ?? places[0]
  const poll = { caller: { ...caller, device }, checkIn: { ...checkIn, product: place.product }, facts }
  return { poll, place }
}

function saysWho({ claim: { id, mac, isPeople } }: Heard): boolean {
  return !isPeople && (id !== null || mac !== null)
}

/** Whether the device is not to have the build now: its operator holds it, or attempts at this very build failed. */
export function isWithheld(
  { fleet, now }: Pick<Deps, 'fleet' | 'now'>,
  { poll, place }: NamedDownload,
): boolean {
  const { hold, backoff } = fleet.memoryOf(poll.caller, place.product)
  const failed = backoff(place.build.sha256)
  return hold || (failed !== null && isInForce(failed, now()))
}

/**
 * Goes on with the attempt that such a download continues, or opens one where it begins; null when that cannot be
 * recorded. A part from the middle that continues nothing belongs to an attempt that is over, and is nobody's news.
 */
export function beginNamed(
  deps: Deps,
  { poll, place }: NamedDownload,
  range: ByteRange | 'whole',
): Report | Promise<Report | null> {
  const { version, board, build } = place
  const { sha256, size } = build
  const bytes = range === 'whole' ? { start: 0, end: size - 1 } : range
  const part = { ...bytes, device: poll.caller.device, sha256, size }
  const continued = deps.parted.continued(part)
  if (continued) return continued
  if (part.start > 0) return () => {}

  const { verdict, registry } = decidePoll(deps, poll, { looksOnly: false })
  const { reason, runs } = verdict
  const update: Update = { kind: 'update', version, board, build, reason, runs }
  const follow = (attempt: AttemptHandle): Report =>
    range === 'whole' ? (progress) => tellAttempt(attempt, progress) : deps.parted.begun(part, attempt)
  return deps.fleet.open(poll, update, registry, deps.now()).then((attempt) => attempt && follow(attempt))
}
