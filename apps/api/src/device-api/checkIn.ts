import type { IncomingHttpHeaders } from 'node:http'
import type { CheckIn } from '@cyberdeck-ota/core'
import type { Claim, Poll } from '../fleet/fleet.ts'
import { clientOf, type Dialect, dialects, isBrowser, modeOf, textOf } from './dialect.ts'
import { whoIs } from './identity.ts'
import { isTooLongVersion, type Malformed, readQuery, tooLong } from './query.ts'

/** A request to `/ota`, understood, before it is known whose it is. */
export interface Heard extends Omit<Poll, 'caller'> {
  claim: Claim
  /** It asks which version there is instead of for an image (`x-ESP8266-mode: version`). */
  asksVersion: boolean
}

/**
 * Reads a poll in any dialect: the seed's plain GET, Arduino's updaters for ESP32 and ESP8266,
 * `esp_https_ota`, a browser. What a header says wrongly (a digest of the wrong length, a MAC that is none)
 * counts as not said; only a URL or version nobody can act on is malformed. `path`: see {@link readQuery}.
 */
export function readPoll(
  url: string,
  headers: IncomingHttpHeaders,
  address: string,
  path: readonly string[] = [],
): Heard | Malformed {
  const query = readQuery(url, path)
  if ('problem' in query) return query
  const client = clientOf(headers)
  const dialect = dialects[client]
  const version = query.version ?? textOf(headers, dialect.version)
  if (version !== null && isTooLongVersion(version)) return tooLong('version')
  const mode = modeOf(headers)
  const asksVersion = client === 'esp8266-updater' && mode === 'version'
  return {
    claim: { address, ...whoIs(query, headers, dialect), version, isPeople: isBrowser(headers) },
    asksVersion,
    checkIn: {
      client,
      product: query.product ?? 'default',
      board: query.board,
      channel: query.channel,
      version,
      mode: asksVersion ? null : mode,
      ...readState(headers, dialect),
    },
    facts: {
      sketchSize: bytesOf(textOf(headers, dialect.sketchSize)),
      flashSize: bytesOf(textOf(headers, dialect.flashSize)),
      sdk: textOf(headers, dialect.sdk)?.slice(0, longestSdk) ?? null,
    },
  }
}

/** What an updater says of the board it runs on, digests in lower case; null where it says nothing. */
export function readState(
  headers: IncomingHttpHeaders,
  dialect: Dialect,
): Pick<CheckIn, 'runningSha256' | 'runningMd5' | 'freeSpace'> {
  return {
    runningSha256: digestOf(textOf(headers, dialect.sha256), sha256),
    runningMd5: digestOf(textOf(headers, dialect.md5), md5),
    freeSpace: bytesOf(textOf(headers, dialect.freeSpace)),
  }
}

const sha256 = /^[0-9a-fA-F]{64}$/
const md5 = /^[0-9a-fA-F]{32}$/

/** ESP-IDF's are `git describe` of a tree, ESP8266's the same with its toolchain's. */
const longestSdk = 64

function digestOf(text: string | null, shape: RegExp): string | null {
  return text !== null && shape.test(text) ? text.toLowerCase() : null
}

function bytesOf(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null
}
