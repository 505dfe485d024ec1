import { readdir } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { referencedBlobs } from '@cyberdeck-ota/core'
import { expect, test } from 'vitest'
import { type Child, prepareChild } from '../../test/childProcess.ts'
import { temporaryFolder } from '../../test/temporaryFolder.ts'
import { dataFolderAt } from '../dataFolder.ts'
import { lockDataFolder } from '../lock.ts'
import { openFileRegistryStore } from '../registry/fileStore.ts'
import { openRegistry } from '../registry/registry.ts'
import { openFolderBuildStore } from './folderStore.ts'
import { sweepBuilds } from './sweep.ts'

const startUploading = prepareChild(new URL('./uploading.child.ts', import.meta.url))
const kills = 25
const now = Date.now
const inTwoDays = () => now() + 2 * 24 * 3_600_000

/** Kills the child some moments after its first promise, and returns the last revision it promised. */
async function killAfter(child: Child, ms: number): Promise<number> {
  const promised = [(await child.lines.next()).value]
  await setTimeout(ms)
  child.process.kill('SIGKILL')
  for (let line = await child.lines.next(); !line.done; line = await child.lines.next())
    promised.push(line.value)
  const { signal, stderr } = await child.ended
  expect({ signal, stderr }).toEqual({ signal: 'SIGKILL', stderr: '' })
  return Number(promised.at(-1))
}

test(`a server that is killed ${kills} times while it uploads has lost nothing it promised, and serves no half build`, {
  timeout: 120_000,
}, async () => {
  const dir = await temporaryFolder()
  for (let kill = 0; kill < kills; kill++) {
    const promised = await killAfter(startUploading(dir), Math.random() * 80)

    const lock = await lockDataFolder(dataFolderAt(dir).lock)
    const builds = await openFolderBuildStore(dir, { now })
    const registry = await openRegistry(await openFileRegistryStore(dir), { now })
    expect([promised, promised + 1]).toContain(registry.current.revision)
    expect(await readdir(dataFolderAt(dir).staging)).toEqual([])
    const needed = [...referencedBlobs(registry.current)]
    for (const sha256 of needed) expect(await builds.read(sha256)).toHaveLength(65_536)

    await sweepBuilds(registry, builds, inTwoDays())
    const kept = (await builds.list()).map(({ sha256 }) => sha256)
    expect(kept.sort()).toEqual([...referencedBlobs(registry.current)].sort())
    lock.release()
  }
})
