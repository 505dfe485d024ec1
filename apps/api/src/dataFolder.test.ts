import { chmod, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { mountTmpfs } from '../test/mountTmpfs.ts'
import { temporaryFolder } from '../test/temporaryFolder.ts'
import { DataFolderUnusable, openDataFolder } from './dataFolder.ts'

async function whyUnusable(dir: string): Promise<string> {
  const error = await openDataFolder(dir).catch((thrown) => thrown)
  expect(error).toBeInstanceOf(DataFolderUnusable)
  expect(error.message).toMatch(/^[^\n]+\.$/)
  return error.message
}

describe('the data folder', () => {
  test('is made with its sub-folders where there is none, and nothing else is left in it', async () => {
    const dir = join(await temporaryFolder(), 'not', 'yet', 'there')
    const folder = await openDataFolder(dir)
    expect((await readdir(folder.root)).sort()).toEqual(['builds', 'staging'])
    expect(await readdir(folder.builds)).toEqual([])
    expect(await readdir(folder.staging)).toEqual([])
  })

  test('keeps what is in it when it is opened again', async () => {
    const folder = await openDataFolder(await temporaryFolder())
    await writeFile(join(folder.builds, 'something'), 'x')
    await openDataFolder(folder.root)
    expect(await readdir(folder.builds)).toEqual(['something'])
  })

  test('that is a file is refused by name, and the file stays', async () => {
    const path = join(await temporaryFolder(), 'firmware')
    await writeFile(path, 'a file')
    expect(await whyUnusable(path)).toContain(`${path} is not a folder`)
    expect(await whyUnusable(join(path, 'below'))).toContain('is not a folder')
  })

  test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'that this user may not write is refused by name',
    async () => {
      const dir = await temporaryFolder()
      await chmod(dir, 0o500)
      onTestFinished(() => chmod(dir, 0o700))
      expect(await whyUnusable(dir)).toContain('cannot be written by the user that runs the server (uid')
    },
  )

  test('on a read-only file system is refused by name', async ({ skip }) => {
    const dir = (await mountTmpfs('ro,size=1m')) ?? skip('no read-only file system to try')
    expect(await whyUnusable(dir)).toContain('read-only file system')
  })
})
