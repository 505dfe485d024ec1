import type { Stats } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, relative, resolve, sep } from 'node:path'
import type { AdoptionReport } from '@cyberdeck-ota/schema'
import type { SeedMeta, SeedRelease } from './seedMeta.ts'

/** A file in the data folder that may become a release. */
export interface Candidate {
  /** Relative to the data folder. */
  file: string
  modifiedAt: Date
  /** What the older server knew of it; null for a file that just lies there. */
  listed: SeedRelease | null
}

/** A file that is not adopted, and one sentence that says why. */
export type Skipped = AdoptionReport['skipped'][number]

/** The files that an older server listed, and every other `.bin` that lies directly in the folder `root`. */
export async function findCandidates(
  root: string,
  meta: SeedMeta | null,
): Promise<{ candidates: Candidate[]; missing: Skipped[] }> {
  const candidates: Candidate[] = []
  const missing: Skipped[] = []
  for (const listed of meta?.releases ?? []) {
    const found = await firstFile(root, namesOf(listed))
    if (found) candidates.push({ ...found, listed })
    else
      missing.push({
        file: namesOf(listed)[0] ?? listed.version,
        why: `Version ${listed.version} is listed, but there is no such file.`,
      })
  }
  const known = new Set(candidates.map(({ file }) => file))
  for (const file of (await readdir(root)).sort()) {
    if (!/\.bin$/i.test(file) || known.has(file)) continue
    const found = await firstFile(root, [file])
    if (found) candidates.push({ ...found, listed: null })
  }
  return { candidates, missing }
}

/** Where a listed file may lie. An older server may have run elsewhere, so that only the last part of its path holds. */
function namesOf({ file, version }: SeedRelease): string[] {
  if (file === null) return [`${version}.bin`, `firmware_${version}.bin`]
  return [file, basename(file.replaceAll('\\', '/'))]
}

async function firstFile(root: string, names: string[]): Promise<Omit<Candidate, 'listed'> | null> {
  for (const name of names) {
    const path = resolve(root, name)
    // A listed path must not reach out of the folder.
    if (!path.startsWith(root + sep)) continue
    const found = await statIfThere(path)
    if (found?.isFile()) return { file: relative(root, path), modifiedAt: found.mtime }
  }
  return null
}

async function statIfThere(path: string): Promise<Stats | null> {
  try {
    return await stat(path)
  } catch {
    return null
  }
}
