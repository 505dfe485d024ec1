import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { suggestVersion } from '@cyberdeck-ota/core'
import { inspectImage } from '@cyberdeck-ota/esp-image'
import { type Build, VersionText } from '@cyberdeck-ota/schema'
import { describeBuild } from '../builds/describeBuild.ts'
import { nativeHashes } from '../builds/nativeHashes.ts'
import { type BuildStore, type StagedFile, TooLarge } from '../builds/store.ts'
import type { Candidate } from './candidates.ts'
import { readUploadedAt } from './uploadedAt.ts'

/** A candidate whose image devices may be sent; staged, and not yet kept. */
export interface Examined {
  candidate: Candidate
  staged: StagedFile
  build: Build
  version: string
}

/** Reads and stages a file of the folder `root`; a string says why it cannot be adopted, and then nothing is staged. */
export async function examine(
  root: string,
  candidate: Candidate,
  { builds, limit }: { builds: BuildStore; limit: number },
): Promise<Examined | string> {
  const staged = await stage(builds, join(root, candidate.file), limit)
  if (typeof staged === 'string') return staged
  const examined = differsFromList(candidate, staged) ?? (await inspect(candidate, staged))
  if (typeof examined === 'string') await staged.discard()
  return examined
}

async function stage(builds: BuildStore, path: string, limit: number): Promise<StagedFile | string> {
  try {
    return await builds.stage(readingFrom(path), limit)
  } catch (error) {
    if (error instanceof TooLarge) return `It is larger than ${limit} bytes.`
    if (error instanceof Unreadable) return error.message
    throw error
  }
}

/** Tells a file that cannot be read from a store that cannot be written. */
class Unreadable extends Error {}

async function* readingFrom(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path)
  } catch (error) {
    throw new Unreadable(`It cannot be read: ${(error as Error).message}.`, { cause: error })
  }
}

function differsFromList({ listed }: Candidate, { sha256, size }: StagedFile): string | null {
  if (listed?.sha256 && listed.sha256 !== sha256) {
    return `Its SHA-256 is ${sha256}, but meta.json says ${listed.sha256}: the file was changed or damaged.`
  }
  if (listed && !listed.sha256 && listed.size !== null && listed.size !== size) {
    return `It has ${size} bytes, but meta.json says ${listed.size}: the file was changed or damaged.`
  }
  return null
}

async function inspect(candidate: Candidate, staged: StagedFile): Promise<Examined | string> {
  const { file, listed } = candidate
  const bytes = await staged.bytes()
  const inspection = inspectImage(bytes, nativeHashes)
  if (inspection.verdict !== 'accepted') return inspection.sentence
  const { image } = inspection
  const version = listed?.version ?? suggestVersion({ fileName: file, image })
  if (version === null) return 'Neither its name nor the image says a version; upload it and type one.'
  const usable = VersionText.safeParse(version)
  if (!usable.success) return `Its version "${version}" cannot be used: ${usable.error.issues[0]?.message}.`
  const at = readUploadedAt(listed?.uploaded ?? '') ?? candidate.modifiedAt.toISOString()
  const build = describeBuild(staged, image, { bytes, fileName: file, at, by: 'server', factory: null })
  return { candidate, staged, build, version }
}
