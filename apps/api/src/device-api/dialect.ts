import type { IncomingHttpHeaders } from 'node:http'
import type { ClientKind } from '@cyberdeck-ota/schema'

/**
 * Under which names an updater says what; null where it never says it. Node gives header names in lower case.
 */
export interface Dialect {
  version: string | null
  sha256: string | null
  md5: string | null
  freeSpace: string | null
  sketchSize: string | null
  flashSize: string | null
  sdk: string | null
  /** Most trustworthy first. */
  macs: readonly string[]
  /** A number of the chip, where it sends one beside its MAC. */
  chipId: string | null
}

/**
 * arduino-esp32, `HTTPUpdate.cpp`. The base MAC is new; older cores send the station's, which is the same on
 * an ESP32.
 */
const esp32: Dialect = {
  version: 'x-esp32-version',
  sha256: 'x-esp32-sketch-sha256',
  md5: 'x-esp32-sketch-md5',
  freeSpace: 'x-esp32-free-space',
  sketchSize: 'x-esp32-sketch-size',
  flashSize: 'x-esp32-chip-size',
  sdk: 'x-esp32-sdk-version',
  macs: ['x-esp32-base-mac', 'x-esp32-sta-mac'],
  chipId: null,
}

/** esp8266/Arduino, `ESP8266httpUpdate.cpp`. */
const esp8266: Dialect = {
  version: 'x-esp8266-version',
  sha256: null,
  md5: 'x-esp8266-sketch-md5',
  freeSpace: 'x-esp8266-free-space',
  sketchSize: 'x-esp8266-sketch-size',
  flashSize: 'x-esp8266-chip-size',
  sdk: 'x-esp8266-sdk-version',
  macs: ['x-esp8266-sta-mac'],
  chipId: 'x-esp8266-chip-id',
}

/** Says nothing in headers; a client that does is no plain client. */
const plain: Dialect = {
  version: null,
  sha256: null,
  md5: null,
  freeSpace: null,
  sketchSize: null,
  flashSize: null,
  sdk: null,
  macs: [],
  chipId: null,
}

/** The dialect each kind of client speaks. */
export const dialects: Record<ClientKind, Dialect> = {
  'esp32-updater': esp32,
  'esp8266-updater': esp8266,
  plain,
}

/** An updater says so in its User-Agent; a sketch that sends an updater's headers counts as one too. */
export function clientOf(headers: IncomingHttpHeaders): ClientKind {
  const agent = headers['user-agent']
  if (agent?.startsWith('ESP32-http-Update')) return 'esp32-updater'
  if (agent?.startsWith('ESP8266-http-Update')) return 'esp8266-updater'
  for (const name in headers) {
    if (name.startsWith('x-esp32-')) return 'esp32-updater'
    if (name.startsWith('x-esp8266-')) return 'esp8266-updater'
  }
  return 'plain'
}

/** What a header says; null when it is absent, empty, or never sent in the dialect. */
export function textOf(headers: IncomingHttpHeaders, name: string | null): string | null {
  if (name === null) return null
  const value = headers[name]
  return typeof value === 'string' && value !== '' ? value : null
}

/** Longer than any mode there is; a client that makes one up is still told that there is no such image. */
const longestMode = 32

/**
 * Which kind of image an updater asks for, in lower case; null when it does not say, which means an app. Either family's
 * header counts whatever else the request looks like: an app written over a filesystem destroys it.
 */
export function modeOf(headers: IncomingHttpHeaders): string | null {
  const mode = textOf(headers, 'x-esp32-mode') ?? textOf(headers, 'x-esp8266-mode')
  return mode?.slice(0, longestMode).toLowerCase() ?? null
}

/** Every browser calls itself that, and no library of a device does. */
export function isBrowser(headers: IncomingHttpHeaders): boolean {
  return headers['user-agent']?.startsWith('Mozilla/') ?? false
}
