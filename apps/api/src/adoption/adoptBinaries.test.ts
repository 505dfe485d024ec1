import { chmod, readdir, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { makeImage } from '@cyberdeck-ota/esp-image'
import { describe, expect, test } from 'vitest'
import { folderWith, image, put, start } from '../../test/adoption.ts'
import { temporaryFolder } from '../../test/temporaryFolder.ts'

describe('the first start on a folder of .bin files', () => {
  test('takes versions from names and images, dates from the files, and offers the highest', async () => {
    const dir = await folderWith({
      'firmware_1.9.bin': image('1'),
      'firmware_1.10.bin': makeImage({ version: '1', project: 'other', size: 2048 }),
      'app.bin': image('1.2.0'),
      'README.txt': 'not a firmware',
    })
    await utimes(join(dir, 'firmware_1.9.bin'), new Date(0), new Date('2024-05-06T07:08:09Z'))
    const { versions, stable, releases, report } = await start(dir)
    expect(versions).toEqual(['1.10', '1.2.0', '1.9'])
    expect(stable).toBe('1.10')
    expect(releases['1.9']?.uploadedAt).toBe('2024-05-06T07:08:09.000Z')
    expect(report?.skipped).toEqual([])
    expect(await readdir(dir)).not.toContain('meta.json.before-adoption')
  })

  test('says of a file without a version what to do', async () => {
    const dir = await folderWith({
      'firmware.bin': image('1'),
      'firmware_1.0.bin': makeImage({ version: '1', size: 4096 }),
    })
    const { versions, report } = await start(dir)
    expect(versions).toEqual(['1.0'])
    expect(report?.skipped).toEqual([
      { file: 'firmware.bin', why: 'Neither its name nor the image says a version; upload it and type one.' },
    ])
  })

  test('takes them also when an earlier start found the folder empty', async () => {
    const dir = await temporaryFolder()
    await start(dir)
    await put(dir, 'firmware_1.0.bin', image('1.0'))
    expect((await start(dir)).versions).toEqual(['1.0'])
  })
})

test('a start on an empty folder adopts nothing and reports nothing', async () => {
  const dir = await temporaryFolder()
  expect((await start(dir)).report).toBeNull()
  expect((await readdir(dir)).sort()).toEqual(['builds', 'meta.json', 'staging'])
})

test('something under the name of a kept original that is none does not hinder a start', async () => {
  const dir = await folderWith({ 'meta.json.before-adoption': 'a note', 'firmware_1.0.bin': image('1.0') })
  expect((await start(dir)).versions).toEqual(['1.0'])
})

test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
  'a file that this user may not read is left out, with the reason',
  async () => {
    const dir = await folderWith({ 'firmware_1.0.bin': image('1.0'), 'firmware_1.1.bin': image('1.1') })
    await chmod(join(dir, 'firmware_1.1.bin'), 0)
    const { versions, report } = await start(dir)
    expect(versions).toEqual(['1.0'])
    expect(report?.skipped).toEqual([
      { file: 'firmware_1.1.bin', why: expect.stringContaining('It cannot be read: EACCES') },
    ])
  },
)
