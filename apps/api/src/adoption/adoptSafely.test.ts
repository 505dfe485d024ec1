import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { folderWith, image, seed, seedFolder, start } from '../../test/adoption.ts'
import { countingFiles, fullDisk, killed } from '../../test/failingFiles.ts'
import { DiskFull } from '../files/diskFull.ts'
import { nodeFiles } from '../files/files.ts'
import { DamagedRegistry } from '../registry/store.ts'

describe('what must not be adopted', () => {
  test.each([
    ['is cut off', '{"latest": "1.02", "versions": {'],
    ['is something else', '{"name": "my-website", "dependencies": {}}'],
  ])('a meta.json that %s stops the start in one sentence, and nothing is touched', async (_, text) => {
    const dir = await folderWith({ 'meta.json': text, 'firmware_1.0.bin': image('1.0') })
    const error = await start(dir).catch((thrown) => thrown)
    expect(error).toBeInstanceOf(DamagedRegistry)
    expect(error.message).toMatch(/^[^\n]*meta\.json is damaged[^\n]*\.$/)
    expect(await readFile(join(dir, 'meta.json'), 'utf8')).toBe(text)
    expect((await readdir(dir)).sort()).toEqual(['builds', 'firmware_1.0.bin', 'meta.json', 'staging'])
    expect(await readdir(join(dir, 'builds'))).toEqual([])
  })

  test('a folder whose meta.json was lost is not begun anew, because the sweep would take its builds', async () => {
    const dir = await seedFolder()
    await start(dir)
    for (const name of ['meta.json', 'firmware_1.00.bin']) await rm(join(dir, name))
    await expect(start(dir)).rejects.toThrow(
      /builds holds builds \(1\) that only a registry can name, but .*meta\.json is missing/,
    )
    expect(await readdir(join(dir, 'builds'))).toHaveLength(3)
    expect(await readdir(join(dir, 'staging'))).toEqual([])
  })
})

describe('an adoption that is cut off', () => {
  const callsOfStart = async () => {
    const files = countingFiles(nodeFiles)
    await start(await seedFolder(), files)
    return files.calls()
  }

  test('by a kill at any step is made good by the next start', async () => {
    const calls = await callsOfStart()
    const whole = await start(await seedFolder())
    for (let first = 1; first <= calls; first++) {
      const dir = await seedFolder()
      await expect(start(dir, killed(nodeFiles, first))).rejects.toThrow()
      const next = await start(dir)
      expect(next.registry.current).toEqual(whole.registry.current)
      expect(next.report).toEqual(whole.report)
      expect(await next.builds.list()).toHaveLength(3)
      expect(await readdir(join(dir, 'staging'))).toEqual([])
      expect((await readdir(dir)).sort()).toEqual([
        'adoption.json',
        'builds',
        'firmware_1.00.bin',
        'firmware_1.02.bin',
        'firmware_1.03.bin',
        'meta.json',
        'meta.json.before-adoption',
        'staging',
      ])
    }
  })

  test('by a full disk leaves the older server meta.json in its place, and is made good when there is room', async () => {
    const calls = await callsOfStart()
    let refused = 0
    for (let first = 2; first < calls; first++) {
      const dir = await seedFolder()
      const error = await start(dir, fullDisk(nodeFiles, first)).catch((thrown) => thrown)
      // Only the confirmation of a write that took place is not called a full disk.
      if (error instanceof DiskFull) {
        refused++
        expect(await readFile(join(dir, 'meta.json'), 'utf8')).toBe(JSON.stringify(seed))
      } else expect(error.message).toContain('did not confirm')
      expect(await readdir(join(dir, 'staging'))).toEqual([])
      expect((await start(dir)).versions).toEqual(['1.00', '1.02', '1.03'])
    }
    expect(refused).toBeGreaterThan(calls / 2)
  })
})
