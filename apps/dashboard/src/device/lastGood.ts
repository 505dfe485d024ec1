import { findProduct, findRelease } from '@cyberdeck-ota/core'
import type { AttemptState, Device, DeviceEvent, Registry, Release } from '@cyberdeck-ota/schema'
import { notForCable } from '../image/notForCable.ts'

/** A build by its names. */
export interface NamedBuild {
  product: string
  version: string
  board: string
}

/**
 * What to bring a board back with by cable: the release that it was last proven to run, else what it is meant to run,
 * unless that is what failed on it. Only what still exists and has a build for this very board; null when there is nothing
 * of the kind.
 *
 * @param events newest first
 */
export function lastGood(device: Device, events: DeviceEvent[], registry: Registry): NamedBuild | null {
  const product = findProduct(registry, device.product)
  if (!product || product.demo) return null
  for (const version of [...proven(device, events), meant(device)]) {
    const release = version === null ? null : findRelease(product, version)
    const board = release && boardIn(release, device)
    if (release && board) return { product: device.product, version: release.version, board }
  }
  return null
}

/** Versions that it was seen to run, latest first. What only said its version may have said a constant that was forgotten. */
function proven({ runs, product, attempts }: Device, events: DeviceEvent[]): (string | null)[] {
  const updates = attempts
    .filter((attempt) => attempt.state === 'confirmed' && attempt.product === product)
    .map(({ changedAt, version }) => ({ at: changedAt, version: version as string | null }))
  const changes = events.flatMap(({ at, detail }) =>
    detail.kind === 'runs' && detail.proven ? [{ at, version: detail.to }] : [],
  )
  const latest = [...updates, ...changes].sort((a, b) => b.at.localeCompare(a.at))
  return [runs, ...latest.map(({ version }) => version)]
}

/** Arrived whole, and was not seen to run since. */
const failed: readonly AttemptState[] = ['delivered', 'reverted', 'drifted', 'lost']

/** A board that an update made silent is not brought back with that update. */
function meant({ target, product, attempts }: Device): string | null {
  const latest = attempts.find((attempt) => attempt.product === product && attempt.version === target)
  return latest && failed.includes(latest.state) ? null : target
}

/** The board of a release that is this device's: by its name, else the only one for its chip. */
function boardIn({ builds }: Release, { board, chip }: Device): string | null {
  const all = Object.entries(builds).filter(([, build]) => !notForCable(build))
  const fitting = all.filter(([name, build]) =>
    board === null ? chip === null || build.chip === chip : name === board,
  )
  return fitting.length === 1 ? (fitting[0]?.[0] ?? null) : null
}
