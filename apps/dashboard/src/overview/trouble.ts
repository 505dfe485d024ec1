import { findProduct, sameVersion } from '@cyberdeck-ota/core'
import type { Product, Reason, Registry } from '@cyberdeck-ota/schema'

/** The one action that mends it: a page to go to, a file to upload, or the sketch to look at. */
export type Remedy =
  | { does: 'release'; label: string; product: string; version: string }
  | { does: 'firmware' | 'settings' | 'upload' | 'sketch'; label: string }

/** What is wrong with a device that was answered like this. */
export interface Trouble {
  /** The same text for devices that have the same cause. */
  cause: string
  /** `who` is one device's name or "3 devices". */
  title: (who: string, one: boolean) => string
  remedy: Remedy
}

const upload = (label: string): Remedy => ({ does: 'upload', label })
const sketch: Remedy = { does: 'sketch', label: 'See the sketch' }

/**
 * The trouble behind a reason; null for a device that is fine or will be without anybody's help, such as one that was
 * held back from a release which no channel points at any more.
 */
export function troubleOf(reason: Reason, product: string, registry: Registry): Trouble | null {
  const trouble = isOver(reason, product, registry) ? null : describe(reason, product, registry)
  if (!trouble) return null
  return { cause: [reason.code, product, 'target' in reason ? reason.target : ''].join(' '), ...trouble }
}

function describe(reason: Reason, product: string, registry: Registry): Omit<Trouble, 'cause'> | null {
  const open = (version: string): Remedy => ({ does: 'release', label: `Open ${version}`, product, version })
  switch (reason.code) {
    case 'loop-breaker':
      return {
        title: (who, one) =>
          `${who} ${one ? 'downloads' : 'download'} ${reason.target} but never ${one ? 'runs' : 'run'} it`,
        remedy: open(reason.target),
      }
    case 'does-not-fit':
      return { title: (who) => `${reason.target} does not fit ${who}`, remedy: open(reason.target) }
    case 'unreadable-build':
      return { title: () => `The file of ${reason.target} cannot be read`, remedy: open(reason.target) }
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
    case 'board-unknown':
      return { title: (who) => `Nothing tells which board ${who} is`, remedy: sketch }
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
    case 'digest-match':
      if (reason.running === null || sameVersion(reason.running, reason.target)) return null
      return {
        title: (who, one) => `${who} ${one ? 'runs' : 'run'} ${reason.target} under another version`,
        remedy: sketch,
      }
    default:
      return null
  }
}

/** Whether the registry has changed since so that the device will be answered otherwise. */
function isOver(reason: Reason, product: string, registry: Registry): boolean {
  const found = findProduct(registry, product)
  switch (reason.code) {
    case 'unknown-product':
      return found !== null
    case 'unknown-channel':
    case 'nothing-published':
      return found !== null && Object.hasOwn(found.channels, reason.channel)
    default:
      return 'target' in reason && !isPublished(found, reason.target)
  }
}

function isPublished(product: Product | null, version: string): boolean {
  return Object.values(product?.channels ?? {}).some((channel) => sameVersion(channel.version, version))
}

function hasReleases(registry: Registry, product: string): boolean {
  const found = findProduct(registry, product)
  return found !== null && Object.keys(found.releases).length > 0
}
