import type { AdoptionReport } from '@cyberdeck-ota/schema'
import type { BuildStore } from '../builds/store.ts'
import { type DataFolder, dataFolderAt } from '../dataFolder.ts'
import { type Files, nodeFiles } from '../files/files.ts'
import { writeDurably } from '../files/writeDurably.ts'
import { isoTime } from '../isoTime.ts'
import { registryText } from '../registry/registryFile.ts'
import { DamagedRegistry } from '../registry/store.ts'
import { findCandidates, type Skipped } from './candidates.ts'
import { type Examined, examine } from './examine.ts'
import { type Found, readFound } from './found.ts'
import { keepOriginal } from './originalMeta.ts'
import { publishAll } from './publishAll.ts'
import { readReport, reportText } from './report.ts'

/** What adoption works with. */
export interface AdoptionDeps {
  builds: BuildStore
  /** The largest file that is adopted, bytes. */
  limit: number
  /** ms since 1970. */
  now: () => number
  files?: Files
}

/**
 * Takes over the `.bin` files, and an older server's `meta.json`, that lie in the data folder `dir` as long as it has no
 * release of its own; to be called at each start, before the registry's store is opened. The files stay where they are.
 * Nothing counts until the new `meta.json` takes its place in one step, so a start that was cut off is simply repeated
 * by the next. Returns what was taken and what was not, by this start or an earlier one; null when there was nothing.
 * Throws `DamagedRegistry`, `DiskFull`.
 */
export async function adoptFolder(dir: string, deps: AdoptionDeps): Promise<AdoptionReport | null> {
  const { builds, now, files = nodeFiles } = deps
  const folder = dataFolderAt(dir)
  const found = await readFound(folder)
  if (!found) return readReport(folder.adoption, now())
  const { examined, skipped } = await examineAll(folder, found, deps)
  try {
    if (!found.hasRegistry) await refuseUnknownBuilds(folder, builds, examined)
    if (!found.original && examined.length + skipped.length === 0) return null
    const at = isoTime(now())
    const published = publishAll(examined, found.seed?.latest ?? null, at)
    for (const { staged } of published.adopted) await builds.keep(staged)
    const report: AdoptionReport = {
      at,
      adopted: published.adopted.map(({ candidate, version }) => ({ file: candidate.file, version })),
      skipped: [...skipped, ...published.skipped],
    }
    await writeDurably(files, folder.adoption, reportText(report))
    if (found.original) await keepOriginal(folder, found.original, files)
    if (found.original || published.adopted.length > 0) {
      await writeDurably(files, folder.meta, registryText(published.registry))
    }
    return report
  } finally {
    await discardAll(examined)
  }
}

async function examineAll({ root }: DataFolder, { seed }: Found, deps: AdoptionDeps) {
  const { candidates, missing } = await findCandidates(root, seed)
  const examined: Examined[] = []
  const skipped: Skipped[] = [...missing]
  try {
    for (const candidate of candidates) {
      const result = await examine(root, candidate, deps)
      if (typeof result === 'string') skipped.push({ file: candidate.file, why: result })
      else examined.push(result)
    }
  } catch (error) {
    await discardAll(examined)
    throw error
  }
  return { examined, skipped }
}

/** Does nothing to those that were kept. */
async function discardAll(examined: Examined[]): Promise<void> {
  for (const { staged } of examined) await staged.discard()
}

/**
 * Kept builds without a registry are copies that an interrupted adoption made, or else the registry was lost: to begin
 * anew would leave them to the sweep.
 */
async function refuseUnknownBuilds(
  folder: DataFolder,
  builds: BuildStore,
  examined: Examined[],
): Promise<void> {
  const copies = new Set(examined.map(({ build }) => build.sha256))
  const unknown = (await builds.list()).filter(({ sha256 }) => !copies.has(sha256)).length
  if (unknown === 0) return
  throw new DamagedRegistry(
    `${folder.builds} holds builds (${unknown}) that only a registry can name, but ${folder.meta} is missing or another server's; put it back from a backup, or move that folder away to begin anew.`,
  )
}
