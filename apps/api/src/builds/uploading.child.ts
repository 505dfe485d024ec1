import { writeSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { deleteRelease, publishBuild } from '@cyberdeck-ota/core'
import { type Accepted, inspectImage, makeImage } from '@cyberdeck-ota/esp-image'
import { dataFolderAt } from '../dataFolder.ts'
import { isoTime } from '../isoTime.ts'
import { lockDataFolder } from '../lock.ts'
import { openFileRegistryStore } from '../registry/fileStore.ts'
import { openRegistry } from '../registry/registry.ts'
import { describeBuild } from './describeBuild.ts'
import { openFolderBuildStore } from './folderStore.ts'
import { sweepBuilds } from './sweep.ts'

/**
 * Uploads, publishes, deletes and sweeps on the data folder that is named until it is killed, and prints each revision
 * once it was promised to be durable.
 */
const dir = process.argv[2] ?? ''
const now = Date.now
const inTwoDays = () => now() + 2 * 24 * 3_600_000
const product = 'default'

await lockDataFolder(dataFolderAt(dir).lock)
const builds = await openFolderBuildStore(dir, { now })
const registry = await openRegistry(await openFileRegistryStore(dir), { now })
const promise = () => writeSync(1, `${registry.current.revision}\n`)

async function* inChunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 16_384) yield bytes.subarray(at, at + 16_384)
}

async function upload(version: string): Promise<void> {
  const bytes = makeImage({ version, size: 65_536 })
  const staged = await builds.stage(inChunks(bytes), bytes.length)
  const { image } = inspectImage(bytes) as Accepted
  const at = isoTime(now())
  const build = describeBuild(staged, image, { bytes, fileName: 'app.bin', at, by: 'test', factory: null })
  await builds.keep(staged)
  await registry.change(publishBuild({ product, version, build, publish: 'stable', at }), 'test')
  promise()
}

async function removeAllBut(version: string): Promise<void> {
  for (const old of Object.keys(registry.current.products[product]?.releases ?? {})) {
    if (old === version) continue
    await registry.change(deleteRelease({ product, version: old, at: isoTime(now()) }), 'test')
    promise()
  }
  await sweepBuilds(registry, builds, inTwoDays())
  promise()
}

promise()
for (;;) {
  const version = `1.${registry.current.revision + 1}`
  await upload(version)
  if (registry.current.revision % 5 === 0) await removeAllBut(version)
  await setTimeout()
}
