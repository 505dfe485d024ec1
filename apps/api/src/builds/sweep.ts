import { referencedBlobs, sweepRemoved } from '@cyberdeck-ota/core'
import { isoTime } from '../isoTime.ts'
import type { RegistryDoor } from '../registry/registry.ts'
import type { BuildStore } from './store.ts'

const day = 24 * 60 * 60 * 1000

/**
 * Removes what is no longer needed: releases deleted more than a day ago, and then the bytes that no release refers to
 * and that were kept more than a day ago (younger ones may belong to an upload that is about to be published). Bytes go
 * after the release that names them, so that a crash in between leaves an orphan and never a hole.
 *
 * @param now ms since 1970
 * @returns SHA-256 of the files that were removed
 */
export async function sweepBuilds(
  registry: RegistryDoor,
  builds: BuildStore,
  now: number,
): Promise<string[]> {
  const before = now - day
  // Orphans go first as well: on a full disk they make the room that the next revision needs.
  const orphans = await sweepOrphans(registry, builds, before)
  await registry.change(sweepRemoved({ before: isoTime(before) }), 'server')
  return [...orphans, ...(await sweepOrphans(registry, builds, before))]
}

async function sweepOrphans(registry: RegistryDoor, builds: BuildStore, before: number): Promise<string[]> {
  const kept = await builds.list()
  const needed = referencedBlobs(registry.current)
  const swept = []
  for (const { sha256, keptAt } of kept) {
    if (keptAt >= before || needed.has(sha256)) continue
    if (await builds.delete(sha256, before)) swept.push(sha256)
  }
  return swept
}
