import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { dataFolderAt } from '../dataFolder.ts'
import { asDiskFull } from '../files/diskFull.ts'
import { type Files, nodeFiles } from '../files/files.ts'
import { createQueue } from '../queue.ts'
import { digesting } from './digesting.ts'
import { readWhole } from './readWhole.ts'
import type { BuildStore, StagedFile } from './store.ts'

const day = 24 * 60 * 60 * 1000
const keptName = /^([0-9a-f]{64})\.bin$/

/**
 * Keeps builds in the data folder `dir`, of which this process has the lock: staged in `staging/`, and moved from there
 * to `builds/<sha256>.bin` in one step once their bytes are durable. Removes what a killed process left in `staging/`.
 *
 * @param now ms since 1970; the age of a kept file is counted from it
 * @param shared other servers work on the folder too: what is in `staging/` may be theirs until it is a day old
 */
export async function openFolderBuildStore(
  dir: string,
  { now, files = nodeFiles, shared = false }: { now: () => number; files?: Files; shared?: boolean },
): Promise<BuildStore> {
  const { root, builds, staging } = dataFolderAt(dir)
  const pathOf = (sha256: string) => join(builds, `${sha256}.bin`)
  /** Whether a file was kept before is asked and answered in steps, in which no other may be kept or deleted. */
  const inTurn = createQueue()
  const stagedAt = new Map<StagedFile, string>()

  const stage = async (source: AsyncIterable<Uint8Array>, limit: number) => {
    const path = join(staging, `${randomBytes(12).toString('hex')}.bin`)
    try {
      const file = await files.create(path)
      const digested = await digesting(source, limit, file.write).finally(file.close)
      const staged: StagedFile = {
        ...digested,
        bytes: () => readFile(path),
        discard: async () => {
          if (stagedAt.delete(staged)) await files.remove(path)
        },
      }
      stagedAt.set(staged, path)
      return staged
    } catch (error) {
      await files.remove(path)
      throw asDiskFull(error)
    }
  }

  const keep = async (staged: StagedFile) => {
    const from = stagedAt.get(staged)
    if (!from) throw new Error('Only a staged file can be kept.')
    const to = pathOf(staged.sha256)
    const isNew = (await keptAt(to)) === null
    try {
      await files.settle(from, now())
      await files.rename(from, to)
      stagedAt.delete(staged)
      await files.syncFolder(builds)
    } catch (error) {
      if (isNew && !stagedAt.has(staged)) await files.remove(to)
      throw asDiskFull(error)
    }
  }

  const remove = async (sha256: string, keptBefore: number) => {
    const at = await keptAt(pathOf(sha256))
    if (at === null || at >= keptBefore) return false
    await files.remove(pathOf(sha256))
    await files.syncFolder(builds)
    return true
  }

  const list = async () => {
    const names = (await readdir(builds)).flatMap((name) => keptName.exec(name)?.[1] ?? [])
    const found = []
    for (const sha256 of names) {
      const at = await keptAt(pathOf(sha256))
      if (at !== null) found.push({ sha256, keptAt: at })
    }
    return found
  }

  await mkdir(builds, { recursive: true })
  await mkdir(staging, { recursive: true })
  await files.syncFolder(root)
  for (const entry of await readdir(staging, { withFileTypes: true })) {
    const path = join(staging, entry.name)
    if (entry.isFile() && (!shared || now() - ((await keptAt(path)) ?? 0) > day)) await files.remove(path)
  }

  return {
    stage,
    keep: (staged) => inTurn(() => keep(staged)),
    read: async (sha256) => (keptName.test(`${sha256}.bin`) ? readWhole(pathOf(sha256), sha256) : null),
    list,
    delete: (sha256, keptBefore = Number.POSITIVE_INFINITY) => inTurn(() => remove(sha256, keptBefore)),
  }
}

/** When a file was kept, ms since 1970; null when there is none. */
async function keptAt(path: string): Promise<number | null> {
  try {
    return Math.round((await stat(path)).mtimeMs)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
