import type { DataFolder } from '../dataFolder.ts'
import { readIfThere } from '../files/readIfThere.ts'
import { parseJson, parseRegistry } from '../registry/registryFile.ts'
import { readOriginal } from './originalMeta.ts'
import { readSeedMeta, type SeedMeta } from './seedMeta.ts'

/** What a start finds in place of a registry that is in use. */
export interface Found {
  /** An older server's `meta.json`, byte for byte, where the new one has to go; null when nothing is in its way. */
  original: Buffer | null
  /** What an older server wrote, now or before an earlier start put it aside; null when there never was one. */
  seed: SeedMeta | null
  /** Whether a registry of this server is there, with nothing in it yet. */
  hasRegistry: boolean
}

/** Reads `meta.json`; null when it is a registry in use. Throws `DamagedRegistry` when it is nobody's. */
export async function readFound(folder: DataFolder): Promise<Found | null> {
  const { meta } = folder
  const content = await readIfThere(meta)
  if (content) {
    const seed = readSeedMeta(parseJson(content.toString(), meta))
    if (seed) return { original: content, seed, hasRegistry: false }
    if (parseRegistry(content.toString(), meta).revision > 0) return null
  }
  const kept = await readOriginal(folder)
  return { original: null, seed: kept && seedIn(kept), hasRegistry: content !== null }
}

/** A person may have put anything under the name of an original. */
function seedIn(kept: Buffer): SeedMeta | null {
  try {
    return readSeedMeta(JSON.parse(kept.toString()))
  } catch {
    return null
  }
}
