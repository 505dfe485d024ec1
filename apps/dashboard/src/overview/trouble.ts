import { findProduct } from '@cyberdeck-ota/core'
import type { DeviceState, Reason, Registry } from '@cyberdeck-ota/schema'

/** The one action that mends it: a page to go to, a file to upload, or the sketch to look at. */
export type Remedy =
  | { does: 'release'; label: string; product: string; version: string }
  | { does: 'device'; label: string; id: string }
  | { does: 'devices'; label: string; query: string }
  | { does: 'product'; label: string; product: string }
  | { does: 'firmware' | 'settings' | 'upload' | 'sketch'; label: string }

/** What is wrong with a device that stands like this. */
export interface Trouble {
  /** The same text for devices that have the same cause. */
  cause: string
  /** `who` is one device's name or "3 devices". */
  title: (who: string, one: boolean) => string
  /** Null: look at the devices themselves. */
  remedy: Remedy | null
}

/** Where a device stands, or how a client of which nothing is remembered was answered: then without a state. */
export interface Standing {
  product: string
  reason: Reason
  state?: DeviceState
}

const upload = (label: string): Remedy => ({ does: 'upload', label })
const sketch: Remedy = { does: 'sketch', label: 'See the sketch' }

/** The trouble behind it; null for a device that is fine, or will be without anybody's help. */
export function troubleOf(standing: Standing, registry: Registry): Trouble | null {
  const { reason, product, state } = standing
  const trouble = state === 'failed' ? failure(reason) : describe(reason, product, registry)
  if (!trouble) return null
  const what = state === 'failed' ? (gaveUp(reason) ? 'gave-up' : 'failed') : reason.code
  return { cause: [what, product, 'target' in reason ? reason.target : ''].join(' '), ...trouble }
}

function failure(reason: Reason): Omit<Trouble, 'cause'> {
  const target = 'target' in reason ? reason.target : 'its update'
  return { title: (who) => `${who} ${gaveUp(reason) ? 'gave up on' : 'failed at'} ${target}`, remedy: null }
}

/** Not tried again until somebody lifts it. */
function gaveUp(reason: Reason): boolean {
  return reason.code === 'quarantined' && reason.until === null
}

function describe(reason: Reason, product: string, registry: Registry): Omit<Trouble, 'cause'> | null {
  const open = (version: string): Remedy => ({ does: 'release', label: `Open ${version}`, product, version })
  switch (reason.code) {
    case 'does-not-fit':
      return { title: (who) => `${reason.target} does not fit ${who}`, remedy: open(reason.target) }
    case 'unreadable-build':
      return { title: () => `The file of ${reason.target} cannot be read`, remedy: open(reason.target) }
    case 'secure-version':
      return {
        title: (who) => `${reason.target} is below the anti-rollback counter of ${who}`,
        remedy: open(reason.target),
      }
    case 'wrong-chip':
      return {
        title: (who, one) => `${who} ${one ? 'has' : 'have'} another chip than ${reason.target}`,
        remedy: upload(`Upload for ${reason.runs}`),
      }
    case 'no-build-for-board':
      return {
        title: (who, one) => `${who} ${one ? 'has' : 'have'} no build for ${reason.board}`,
        remedy: upload(`Upload for ${reason.board}`),
      }
    case 'encrypted-build':
      return {
        title: (who) => `${who} cannot install an encrypted payload`,
        remedy: upload('Upload a plain build'),
      }
    case 'pin-missing':
      return {
        title: (who, one) => `${who} ${one ? 'is' : 'are'} pinned to ${reason.pin}, which is gone`,
        remedy: null,
      }
    case 'board-unknown':
      return {
        title: (who, one) => `Nothing tells which board ${who} ${one ? 'is' : 'are'}`,
        remedy: { does: 'product', label: 'See where each board polls', product },
      }
    case 'unknown-product':
    case 'unknown-channel':
      return { title: (who, one) => `${who} ${one ? 'asks' : 'ask'} for what does not exist`, remedy: sketch }
    case 'malformed-request':
      return {
        title: (who, one) => `${who} ${one ? 'sends' : 'send'} requests that cannot be understood`,
        remedy: sketch,
      }
    case 'nothing-published':
      return {
        title: (who, one) => `${who} ${one ? 'waits' : 'wait'} for a first release`,
        remedy: hasReleases(registry, product)
          ? { does: 'firmware', label: 'Choose a release' }
          : upload('Upload .bin'),
      }
    default:
      return null
  }
}

function hasReleases(registry: Registry, product: string): boolean {
  const found = findProduct(registry, product)
  return found !== null && Object.keys(found.releases).length > 0
}
