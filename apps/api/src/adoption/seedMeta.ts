/** One version as an older server's `meta.json` describes it. Null: it does not say. */
export interface SeedRelease {
  version: string
  /** As it stands there, perhaps with folders in front. */
  file: string | null
  /** Lower-case hex. */
  sha256: string | null
  /** Bytes. */
  size: number | null
  uploaded: string | null
  notes: string
}

/** An older server's `meta.json`. */
export interface SeedMeta {
  /** The version that boards were given. */
  latest: string | null
  releases: SeedRelease[]
}

type Fields = Record<string, unknown>

const containers = ['versions', 'firmware', 'firmwares', 'releases', 'builds']
const fileWords = ['file', 'filename', 'file_name', 'name', 'path']
const releaseWords = [...fileWords, 'sha256', 'size', 'uploaded', 'notes']

/**
 * Understands `{latest, versions: {"1.00": {file, sha256, size, uploaded, notes}}}` and its near relatives: the versions
 * under another of the usual words, as an array of `{version, …}`, at the top level, or only one of them as `/ota/info`
 * describes it. Null for anything else.
 */
export function readSeedMeta(json: unknown): SeedMeta | null {
  if (!isFields(json)) return null
  const latest = text(json, ['latest']) || null
  const releases = releasesOf(json, latest)
  const isSeed = releases !== null || 'latest' in json || Object.keys(json).length === 0
  return isSeed ? { latest, releases: releases ?? [] } : null
}

function releasesOf(json: Fields, latest: string | null): SeedRelease[] | null {
  for (const word of containers) {
    const container = json[word]
    if (Array.isArray(container))
      return container.map((entry) => release(text(fields(entry), ['version']) ?? '', entry))
    if (isFields(container))
      return Object.entries(container).map(([version, entry]) => release(version, entry))
  }
  const entries = Object.entries(json).filter(([, entry]) => describesRelease(entry))
  if (entries.length > 0) return entries.map(([version, entry]) => release(version, entry))
  return latest !== null && describesRelease(json) ? [release(latest, json)] : null
}

function release(version: string, entry: unknown): SeedRelease {
  const from = fields(entry)
  return {
    version,
    file: text(from, fileWords),
    sha256: text(from, ['sha256'])?.toLowerCase() ?? null,
    size: typeof from.size === 'number' ? from.size : null,
    uploaded: text(from, ['uploaded']),
    notes: text(from, ['notes']) ?? '',
  }
}

function describesRelease(entry: unknown): boolean {
  return isFields(entry) && releaseWords.some((word) => word in entry)
}

/** A version may have been written as a number. */
function text(from: Fields, words: string[]): string | null {
  const found = words
    .map((word) => from[word])
    .find((value) => typeof value === 'string' || typeof value === 'number')
  return found === undefined ? null : String(found)
}

function fields(value: unknown): Fields {
  return isFields(value) ? value : {}
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
