import { Slug } from '@cyberdeck-ota/schema'
import { weakPrefix } from '../fleet/identify.ts'

/** What is wrong with a request that cannot be understood: a clause, without a full stop. */
export interface Malformed {
  problem: string
}

/** The parameters that device addresses know; null where one is absent or empty. */
export interface DeviceQuery {
  version: string | null
  product: string | null
  board: string | null
  channel: string | null
  device: string | null
  /** What esp32FOTA names itself by; whatever else an address may mean by it. */
  id: string | null
}

/** Whoever sends more does not ask for firmware. */
const mostParameters = 64

/** Longer texts say nothing more and would be remembered for every device. */
const longestText = { version: 128, device: 64 }

/**
 * Reads the query of a URL as it stands in the request line. Arduino sends URLs verbatim, so that a `+` is a
 * plus here and not a space. Parameters of other names are let pass; one that is there twice is an error,
 * because the two sides of a proxy may disagree on which of them counts. `path`: what the path says, as `name=value`, which
 * counts like a part of the query.
 */
export function readQuery(url: string, path: readonly string[] = []): DeviceQuery | Malformed {
  const query: DeviceQuery = {
    version: null,
    product: null,
    board: null,
    channel: null,
    device: null,
    id: null,
  }
  const seen: string[] = []
  for (const pair of [...path, ...pairsIn(url)]) {
    const equals = pair.indexOf('=')
    const name = decoded(equals === -1 ? pair : pair.slice(0, equals))
    const value = equals === -1 ? '' : decoded(pair.slice(equals + 1))
    if (name === null || value === null) {
      return { problem: `the percent-encoding in ${quoted(pair)} cannot be read; a % itself is written %25` }
    }
    if (seen.includes(name)) return { problem: `the parameter ${quoted(name)} is there more than once` }
    if (seen.push(name) > mostParameters)
      return { problem: `there are more than ${mostParameters} parameters` }
    if (Object.hasOwn(query, name)) query[name as keyof DeviceQuery] = value === '' ? null : value
  }
  return problemWith(query) ?? query
}

function pairsIn(url: string): string[] {
  const start = url.indexOf('?')
  if (start === -1) return []
  const hash = url.indexOf('#', start)
  const pairs = url.slice(start + 1, hash === -1 ? undefined : hash).split('&')
  return pairs.filter((pair) => pair !== '')
}

function problemWith(query: DeviceQuery): Malformed | null {
  for (const name of ['product', 'board', 'channel'] as const) {
    const value = query[name]
    if (value === null) continue
    const slug = Slug.safeParse(value)
    if (!slug.success)
      return { problem: `${name} ${quoted(value)} is not a name: ${slug.error.issues[0]?.message}` }
  }
  if (query.version !== null && query.version.length > longestText.version) return tooLong('version')
  const problem = query.device === null ? null : problemWithId(query.device)
  return problem === null ? null : { problem }
}

/** What is wrong with a device's own id, in a clause; null when it can be one. */
export function problemWithId(id: string): string | null {
  if (id.length > longestText.device) return tooLong('device').problem
  if (!/^[\x21-\x7e]+$/.test(id))
    return `device ${quoted(id)} has characters other than printable ASCII without spaces`
  if (id.startsWith(weakPrefix))
    return `device ${quoted(id)} begins with "${weakPrefix}", which names devices that name nothing else`
  return null
}

/** The problem with a version or device id that is too long, wherever it came from. */
export function tooLong(what: keyof typeof longestText): Malformed {
  return { problem: `the ${what} is longer than ${longestText[what]} characters` }
}

/** Whether a version from a header has to be refused as {@link tooLong}. */
export function isTooLongVersion(version: string): boolean {
  return version.length > longestText.version
}

/** Text of a stranger inside a sentence: on one line, and never long. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)
}

function decoded(text: string): string | null {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
