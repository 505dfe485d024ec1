import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { prepareChild } from '../test/childProcess.ts'
import { temporaryFolder } from '../test/temporaryFolder.ts'
import { DataFolderUnusable } from './dataFolder.ts'
import { FolderInUse, lockDataFolder } from './lock.ts'

const lockFile = async () => join(await temporaryFolder(), '.lock')

describe('the lock of a data folder', () => {
  const startChild = prepareChild(new URL('./lock.child.ts', import.meta.url))

  test('is held by one at a time, and free again when it is released', async () => {
    const path = await lockFile()
    const lock = await lockDataFolder(path)
    await expect(lockDataFolder(path)).rejects.toBeInstanceOf(FolderInUse)
    lock.release()
    lock.release()
    const again = await lockDataFolder(path)
    again.release()
  })

  test('of one folder does not concern another', async () => {
    const locks = [await lockDataFolder(await lockFile()), await lockDataFolder(await lockFile())]
    for (const lock of locks) lock.release()
  })

  test('keeps another process out, which says so in one sentence', async () => {
    const path = await lockFile()
    const lock = await lockDataFolder(path)
    const child = startChild(path)
    const { value } = await child.lines.next()
    lock.release()
    expect(value).toMatch(
      /^FolderInUse: Another server is running on .+ or set FIRMWARE_DIR to another folder\.$/,
    )
    expect((await child.ended).code).toBe(0)
  })

  test('that cannot be taken is named in one sentence', async () => {
    const folder = await temporaryFolder()
    await expect(lockDataFolder(folder)).rejects.toThrow(DataFolderUnusable)
    await expect(lockDataFolder(folder)).rejects.toThrow(`The lock ${folder} cannot be taken`)
  })

  test('is not left behind by a process that was killed', async () => {
    const path = await lockFile()
    const child = startChild(path)
    expect((await child.lines.next()).value).toBe('locked')
    await expect(lockDataFolder(path)).rejects.toBeInstanceOf(FolderInUse)
    child.process.kill('SIGKILL')
    await child.ended
    const lock = await lockDataFolder(path)
    lock.release()
  })
})
