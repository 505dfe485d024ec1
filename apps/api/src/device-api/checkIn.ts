import type { IncomingHttpHeaders } from 'node:http'
import type { CheckIn } from '@cyberdeck-ota/core'
import type { Caller } from '../fleet/fleet.ts'
import { clientOf, type Dialect, dialects, modeOf, textOf } from './dialect.ts'
import { isTooLongVersion, type Malformed, readQuery, tooLong } from './query.ts'

/** A poll, understood: who asks, and what it says of itself. */
export interface Poll {
  caller: Caller
  checkIn: CheckIn
}

/**
 * Reads a poll in any dialect: the seed's plain GET, Arduino's updaters for ESP32 and ESP8266,
 * `esp_https_ota`, a browser. What a header says wrongly (a digest of the wrong length, a MAC that is none)
 * counts as not said; only a URL or version nobody can act on is malformed.
 */
export function readPoll(url: string, headers: IncomingHttpHeaders, address: string): Poll | Malformed {
  const query = readQuery(url)
  if ('problem' in query) return query
  const client = clientOf(headers)
  const dialect = dialects[client]
  const version = query.version ?? textOf(headers, dialect.version)
  if (version !== null && isTooLongVersion(version)) return tooLong('version')
  return {
    caller: {
      address,
      device: query.device === null ? macIn(headers, dialect.macs) : (macOf(query.device) ?? query.device),
    },
    checkIn: {
      client,
      product: query.product ?? 'default',
      board: query.board,
      channel: query.channel ?? 'stable',
      version,
      mode: modeOf(headers),
      ...readState(headers, dialect),
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
const macAsSent = /^[0-9A-F]{2}(?::[0-9A-F]{2}){5}$/
const mac = /^[0-9a-f]{2}([:-]?)[0-9a-f]{2}(?:\1[0-9a-f]{2}){4}$/i
/** What a chip without a burnt-in address would say. */
const nobodysMacs = ['00:00:00:00:00:00', 'FF:FF:FF:FF:FF:FF']

/** The first of these headers that holds a MAC. */
function macIn(headers: IncomingHttpHeaders, names: readonly string[]): string | null {
  for (const name of names) {
    const found = macOf(textOf(headers, name) ?? '')
    if (found !== null) return found
  }
  return null
}

/** `AA:BB:CC:DD:EE:FF`, however it is written; null for anything that is not the MAC of one device. */
function macOf(text: string): string | null {
  if (macAsSent.test(text)) return nobodysMacs.includes(text) ? null : text
  if (!mac.test(text)) return null
  return macOf(
    text
      .replace(/[:-]/g, '')
      .toUpperCase()
      .replace(/..(?=.)/g, '$&:'),
  )
}

function digestOf(text: string | null, shape: RegExp): string | null {
  return text !== null && shape.test(text) ? text.toLowerCase() : null
}

function bytesOf(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null
}
