import { type Malformed, quoted } from './query.ts'

/** What a path may say, each followed by what it is. */
const names = ['product', 'board', 'channel', 'version', 'device']

/**
 * What may close the path of a poll, for clients that want the address of a file. Only this name: Tasmota asks for
 * `-minimal`, `-safeboot` and `.gz` variants of whatever name it is given, and would write the app over what those are for.
 */
const firmwareFile = 'firmware.bin'
const manifestFile = 'manifest.json'

/**
 * Reads `/ota/product/lamp/board/s3/firmware.bin`, the form of an address for clients that can send no query: each parameter
 * as two parts of the path, in any order. Returns them as a query has them, `product=lamp`, not decoded yet. Null for an
 * address of another kind.
 */
export function readPathForm(url: string): string[] | Malformed | null {
  const parts = partsOf(url).filter((part) => part !== '')
  if (parts.length % 2 === 1 && parts.at(-1) === firmwareFile) parts.pop()
  else if (!names.includes(parts[0] ?? '')) return null
  return pairsOf(parts)
}

/** As {@link readPathForm} for an address that `manifest.json` closes; null for one that it does not. */
export function readManifestPath(url: string): string[] | Malformed | null {
  const parts = partsOf(url).filter((part) => part !== '')
  if (parts.length % 2 === 0 || parts.pop() !== manifestFile) return null
  return pairsOf(parts)
}

/** The way from an address of the path form to `/ota/`, as relative addresses have it: `../../`. */
export function upFrom(url: string): string {
  return '../'.repeat(partsOf(url).length - 1)
}

function partsOf(url: string): string[] {
  const [, path = ''] = /^(?:https?:\/\/[^/?#]*)?\/+ota\/+([^?#]*)/i.exec(url) ?? []
  return path.split('/')
}

function pairsOf(parts: readonly string[]): string[] | Malformed {
  const pairs: string[] = []
  for (let at = 0; at < parts.length; at += 2) {
    const [name = '', value] = parts.slice(at, at + 2)
    if (!names.includes(name)) {
      return { problem: `the path has ${quoted(name)} where one of ${names.join(', ')} is expected` }
    }
    if (value === undefined) return { problem: `the path ends with ${quoted(name)} and does not say which` }
    pairs.push(`${name}=${value}`)
  }
  return pairs
}
