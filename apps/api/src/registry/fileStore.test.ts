import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { countingFiles, fullDisk, killed } from '../../test/failingFiles.ts'
import { sampleRegistry } from '../../test/sampleRegistry.ts'
import { temporaryFolder } from '../../test/temporaryFolder.ts'
import { DiskFull } from '../files/diskFull.ts'
import { type Files, nodeFiles } from '../files/files.ts'
import { openFileRegistryStore } from './fileStore.ts'
import { DamagedRegistry, RevisionTaken } from './store.ts'
import { registryStoreContract } from './storeContract.ts'

registryStoreContract('meta.json', async () => openFileRegistryStore(await temporaryFolder()))

const zero = sampleRegistry()
const one = sampleRegistry('1.00')
const two = sampleRegistry('1.00', '1.01')

async function folderAtRevision1(): Promise<{ dir: string; meta: string }> {
  const dir = await temporaryFolder()
  const store = await openFileRegistryStore(dir)
  await store.save(zero)
  await store.save(one)
  return { dir, meta: join(dir, 'meta.json') }
}

/** Opens the folder through `files` and saves revision 2. */
async function saveNext(dir: string, files: Files): Promise<void> {
  const store = await openFileRegistryStore(dir, { files })
  await store.load()
  await store.save(two)
}

async function callsOfSave(): Promise<number> {
  const files = countingFiles(nodeFiles)
  await saveNext((await folderAtRevision1()).dir, files)
  return files.calls()
}

describe('meta.json', () => {
  test('is indented text that people can read, and nothing else stays beside it', async () => {
    const { dir, meta } = await folderAtRevision1()
    const text = await readFile(meta, 'utf8')
    expect(text).toBe(`${JSON.stringify(one, null, 2)}\n`)
    expect(await readdir(dir)).toEqual(['meta.json'])
  })

  test('is there again for the next process', async () => {
    const { dir } = await folderAtRevision1()
    const store = await openFileRegistryStore(dir)
    expect(await store.load()).toEqual(one)
    await store.save(two)
    expect(await (await openFileRegistryStore(dir)).load()).toEqual(two)
  })

  test.each([
    ['is empty', ''],
    ['is not JSON', '{"format": 1, "revision": 12, '],
    ['is no object', '[]'],
    ['is no registry', '{"hello": "world"}'],
    ['lacks a field', JSON.stringify({ ...one, products: undefined })],
    ['has a wrong field', JSON.stringify({ ...one, revision: -1 })],
  ])('that %s is told in one sentence that names the file, and never overwritten', async (_, text) => {
    const { dir, meta } = await folderAtRevision1()
    await writeFile(meta, text)
    const store = await openFileRegistryStore(dir)
    const error = await store.load().catch((thrown) => thrown)
    expect(error).toBeInstanceOf(DamagedRegistry)
    expect(error.message).toMatch(/^[^\n]*meta\.json is damaged \([^\n]+\.$/)
    await expect(store.save(zero)).rejects.toBeInstanceOf(RevisionTaken)
    expect(await readFile(meta, 'utf8')).toBe(text)
  })

  test('of a newer version is not called damaged', async () => {
    const { dir, meta } = await folderAtRevision1()
    await writeFile(meta, JSON.stringify({ format: 2, something: 'else' }))
    const store = await openFileRegistryStore(dir)
    await expect(store.load()).rejects.toThrow(/written by a newer version of this server \(format 2/)
  })

  test('keeps fields that this version does not know', async () => {
    const { dir, meta } = await folderAtRevision1()
    await writeFile(meta, JSON.stringify({ ...one, addedLater: { by: 'a newer minor version' } }))
    const store = await openFileRegistryStore(dir)
    expect(await store.load()).toMatchObject({ addedLater: { by: 'a newer minor version' } })
  })

  test('may begin with a byte order mark', async () => {
    const { dir, meta } = await folderAtRevision1()
    await writeFile(meta, `\uFEFF${JSON.stringify(one)}`)
    expect(await (await openFileRegistryStore(dir)).load()).toEqual(one)
  })

  test('that somebody edited since it was read is not overwritten', async () => {
    const { dir, meta } = await folderAtRevision1()
    const store = await openFileRegistryStore(dir)
    await store.load()
    const edited = { ...one, changedBy: 'an editor' }
    await writeFile(meta, JSON.stringify(edited))
    await expect(store.save(two)).rejects.toBeInstanceOf(RevisionTaken)
    expect(await store.load()).toEqual(edited)
    await store.save(two)
    expect(await store.load()).toEqual(two)
  })

  test('stays at its revision when the disk fills up, at whichever step it does', async () => {
    const calls = await callsOfSave()
    expect(calls).toBeGreaterThan(5)
    for (let first = 2; first < calls; first++) {
      const { dir } = await folderAtRevision1()
      await expect(saveNext(dir, fullDisk(nodeFiles, first))).rejects.toBeInstanceOf(DiskFull)
      expect(await (await openFileRegistryStore(dir)).load()).toEqual(one)
      expect(await readdir(dir)).toEqual(['meta.json'])
    }
  })

  test('says so when only the last step of a save failed, and goes on from what is on the disk', async () => {
    const last = await callsOfSave()
    const { dir } = await folderAtRevision1()
    await expect(saveNext(dir, fullDisk(nodeFiles, last))).rejects.toThrow('did not confirm')
    const store = await openFileRegistryStore(dir)
    expect(await store.load()).toEqual(two)
    await store.save(sampleRegistry('1.00', '1.01', '1.02'))
  })

  test('holds the old or the new revision after a kill at any step', async () => {
    const calls = await callsOfSave()
    for (let first = 1; first <= calls; first++) {
      const { dir } = await folderAtRevision1()
      await expect(saveNext(dir, killed(nodeFiles, first))).rejects.toThrow()
      const store = await openFileRegistryStore(dir)
      expect([1, 2]).toContain((await store.load())?.revision)
      expect(await readdir(dir)).toEqual(['meta.json'])
    }
  })
})
