import { appendFile, mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { countingFiles, fullDisk, killed } from '../../test/failingFiles.ts'
import { mountTmpfs } from '../../test/mountTmpfs.ts'
import { temporaryFolder } from '../../test/temporaryFolder.ts'
import { type Files, nodeFiles } from '../files/files.ts'
import { openFolderBuildStore } from './folderStore.ts'
import { type BuildStore, DamagedBuild, DiskFull } from './store.ts'
import { buildStoreContract } from './storeContract.ts'

async function leftovers(dir: string): Promise<string[]> {
  const kept = (await readdir(join(dir, 'builds'))).filter((name) => !/^[0-9a-f]{64}\.bin$/.test(name))
  return [...kept, ...(await readdir(join(dir, 'staging')))]
}

buildStoreContract('a folder', async (now) => {
  const dir = await temporaryFolder()
  return { store: await openFolderBuildStore(dir, { now }), leftovers: () => leftovers(dir) }
})

const plenty = 1_000_000
const now = () => 1_000

async function* twoChunks() {
  yield Buffer.alloc(10_000, 'a')
  yield Buffer.alloc(10_000, 'b')
}

async function upload(store: BuildStore): Promise<string> {
  const staged = await store.stage(twoChunks(), plenty)
  try {
    await store.keep(staged)
  } finally {
    await staged.discard()
  }
  return staged.sha256
}

/** How many calls an open and an upload make, of which each can be the one that fails. */
async function callsOfUpload(): Promise<{ opening: number; all: number }> {
  const files = countingFiles(nodeFiles)
  const store = await openFolderBuildStore(await temporaryFolder(), { now, files })
  const opening = files.calls()
  await upload(store)
  return { opening, all: files.calls() }
}

describe('a folder of builds', () => {
  test('keeps bytes under their SHA-256 in builds/', async () => {
    const dir = await temporaryFolder()
    const sha256 = await upload(await openFolderBuildStore(dir, { now }))
    expect(await readdir(join(dir, 'builds'))).toEqual([`${sha256}.bin`])
    expect((await readFile(join(dir, 'builds', `${sha256}.bin`))).length).toBe(20_000)
  })

  test('removes what a killed process left in staging when it is opened, and nothing else', async () => {
    const dir = await temporaryFolder()
    const sha256 = await upload(await openFolderBuildStore(dir, { now }))
    await writeFile(join(dir, 'staging', 'left-behind.bin'), 'half')
    await mkdir(join(dir, 'staging', 'a folder of somebody'))
    await writeFile(join(dir, 'firmware_1.00.bin'), 'theirs')
    const store = await openFolderBuildStore(dir, { now })
    expect(await readdir(join(dir, 'staging'))).toEqual(['a folder of somebody'])
    expect((await readdir(dir)).sort()).toEqual(['builds', 'firmware_1.00.bin', 'staging'])
    expect((await store.list()).map((kept) => kept.sha256)).toEqual([sha256])
  })

  test('does not take other files in builds/ for builds', async () => {
    const dir = await temporaryFolder()
    const store = await openFolderBuildStore(dir, { now })
    await writeFile(join(dir, 'builds', 'README.txt'), 'hello')
    await writeFile(join(dir, 'builds', `${'a'.repeat(64)}.bin.bak`), 'hello')
    expect(await store.list()).toEqual([])
  })

  test('refuses to read a build whose bytes changed on the disk, and has it whole again once it is kept again', async () => {
    const dir = await temporaryFolder()
    const store = await openFolderBuildStore(dir, { now })
    const sha256 = await upload(store)
    const path = join(dir, 'builds', `${sha256}.bin`)
    await truncate(path, 19_999)
    await expect(store.read(sha256)).rejects.toBeInstanceOf(DamagedBuild)
    await appendFile(path, 'x')
    await expect(store.read(sha256)).rejects.toBeInstanceOf(DamagedBuild)
    await upload(store)
    expect((await store.read(sha256))?.length).toBe(20_000)
  })

  test('keeps nothing and leaves nothing when the disk fills up, at whichever step it does', async () => {
    const { opening, all } = await callsOfUpload()
    expect(all).toBeGreaterThan(opening + 5)
    for (const code of ['ENOSPC', 'EDQUOT']) {
      for (let first = opening + 1; first <= all; first++) {
        const dir = await temporaryFolder()
        const store = await openFolderBuildStore(dir, { now, files: fullDisk(nodeFiles, first, code) })
        const outcome = await upload(store).catch((error) => error)
        if (!(outcome instanceof DiskFull)) throw new Error(`call ${first}: ${outcome}`)
        expect(await store.list()).toEqual([])
        expect(await leftovers(dir)).toEqual([])
      }
    }
  })

  test('does not lose a build when keeping it again fails, at whichever step it does', async () => {
    const { opening, all } = await callsOfUpload()
    for (let first = opening + 1; first <= all; first++) {
      const dir = await temporaryFolder()
      const sha256 = await upload(await openFolderBuildStore(dir, { now }))
      const store = await openFolderBuildStore(dir, { now, files: fullDisk(nodeFiles, first) })
      await upload(store).catch(() => {})
      expect((await store.read(sha256))?.length).toBe(20_000)
      expect(await leftovers(dir)).toEqual([])
    }
  })

  test('has the whole build or none after a kill at any step, and staging is clean at the next open', async () => {
    const { all } = await callsOfUpload()
    for (let first = 1; first <= all; first++) {
      const dir = await temporaryFolder()
      const open = (files: Files) => openFolderBuildStore(dir, { now, files })
      await expect(open(killed(nodeFiles, first)).then(upload)).rejects.toThrow('killed')
      const store = await open(nodeFiles)
      expect(await leftovers(dir)).toEqual([])
      for (const { sha256 } of await store.list()) expect((await store.read(sha256))?.length).toBe(20_000)
    }
  })
})

test('on a real file system without room, an upload is refused and the disk is as it was', async ({
  skip,
}) => {
  const dir = (await mountTmpfs('size=1m')) ?? skip('no file system of 1 MB to try')
  const store = await openFolderBuildStore(dir, { now })
  const sha256 = await upload(store)
  const endless = async function* () {
    for (let chunk = 0; chunk < 100; chunk++) yield Buffer.alloc(65_536, chunk)
  }
  await expect(store.stage(endless(), 100_000_000)).rejects.toBeInstanceOf(DiskFull)
  expect(await leftovers(dir)).toEqual([])
  expect((await store.read(sha256))?.length).toBe(20_000)
  expect((await store.stage(twoChunks(), plenty)).size).toBe(20_000)
})
