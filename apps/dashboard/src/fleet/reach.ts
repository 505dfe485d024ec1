import { type Change, type CheckIn, decide, findProduct, noMemory, refusalOf } from '@cyberdeck-ota/core'
import type { FleetCount, Registry } from '@cyberdeck-ota/schema'
import { deviceWords } from './fleetCounts.ts'

/** What a change of a channel would mean for the devices of its product, by the version each said last. */
export interface Reach {
  /** Would be offered another build at their next check-in. */
  updated: number
  /** Run something newer and would be left alone. */
  newer: number
}

/**
 * Asks the device rules about the registry as `change` would leave it. Null when the rules refuse the change, or when
 * the product has several channels or boards: which of them a device is on is not counted.
 */
export function reachOf(
  change: Change,
  registry: Registry,
  running: FleetCount[],
  product: string,
  channel: string,
): Reach | null {
  const after = registryAfter(change, registry)
  const content = after && findProduct(after, product)
  if (!content || countOf(content.channels) !== 1 || countOf(content.boards) !== 1) return null
  const reach: Reach = { updated: 0, newer: 0 }
  for (const { version, devices, product: ofProduct } of running) {
    if (ofProduct !== product) continue
    const checkIn: CheckIn = {
      client: 'plain',
      product,
      board: null,
      channel,
      version,
      mode: null,
      runningSha256: null,
      runningMd5: null,
      freeSpace: null,
    }
    const { reason, kind } = decide(after, noMemory, checkIn, Date.now())
    if (reason.code === 'running-newer') reach.newer += devices
    else if (kind === 'update') reach.updated += devices
  }
  return reach
}

function registryAfter(change: Change, registry: Registry): Registry | null {
  if (refusalOf(change, registry)) return null
  const changed = change(registry)
  return changed ? { ...registry, products: changed.products } : registry
}

function countOf(record: object): number {
  return Object.keys(record).length
}

/** The reach as one or two sentences; empty when no device is known. */
export function reachSentence({ updated, newer }: Reach): string {
  const gets =
    updated === 0 ? '' : `${deviceWords(updated)} ${updated === 1 ? 'gets' : 'get'} it at the next check-in.`
  const left =
    newer === 0
      ? ''
      : `${deviceWords(newer)} ${newer === 1 ? 'runs' : 'run'} something newer and ${newer === 1 ? 'is' : 'are'} left alone.`
  return [gets, left].filter(Boolean).join(' ')
}
