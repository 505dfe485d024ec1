import { type Malformed, quoted } from './query.ts'

/** What a path may say, each followed by what it is. */
const names = ['product', 'board', 'channel', 'version', 'device']

/**
 * For clients that want the address of a file. Only this name: Tasmota asks for `-minimal`, `-safeboot` and `.gz` variants
 * of whatever name it is given, and would write the app over what those are for.
 */
const file = 'firmware.bin'

/**
 * Reads `/ota/product/lamp/board/s3/firmware.bin`, the form of an address for clients that can send no query: each parameter
 * as two parts of the path, in any order. Returns them as a query has them, `product=lamp`, not decoded yet. Null for an
 * address of another kind.
 */
export function readPathForm(url: string): string[] | Malformed | null {
  const [, path = ''] = /^(?:https?:\/\/[^/?#]*)?\/+ota\/+([^?#]*)/i.exec(url) ?? []
  const parts = path.split('/').filter((part) => part !== '')
  if (parts.length % 2 === 1 && parts.at(-1) === file) parts.pop()
  else if (!names.includes(parts[0] ?? '')) return null
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
