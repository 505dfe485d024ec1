import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeBootloader, makeImage } from '@cyberdeck-ota/esp-image'
import { AdoptionReport, Registry } from '@cyberdeck-ota/schema'
import { describe, expect, test } from 'vitest'
import { folderWith, image, put, seed, seedFolder, sha256, start } from '../../test/adoption.ts'

describe("the first start on an older server's folder", () => {
  test('takes over every version with its notes and dates, and offers what was the latest', async () => {
    const { versions, releases, stable, report, builds, registry } = await start(await seedFolder())
    expect(versions).toEqual(['1.00', '1.02', '1.03'])
    expect(stable).toBe('1.02')
    expect(releases['1.00']).toMatchObject({ notes: 'first', uploadedAt: '2025-02-20T08:30:00.000Z' })
    expect(releases['1.02']?.builds.default).toMatchObject({
      sha256: seed.versions['1.02'].sha256,
      fileName: 'firmware_1.02.bin',
      uploadedAt: '2025-02-21T09:00:00.000Z',
    })
    expect(report).toMatchObject({ at: '2026-02-21T09:00:00.000Z', skipped: [] })
    expect(report?.adopted).toContainEqual({ file: 'firmware_1.00.bin', version: '1.00' })
    expect(await builds.read(seed.versions['1.02'].sha256)).toEqual(Buffer.from(image('1.02')))
    expect(registry.current).toMatchObject({
      revision: 1,
      changedBy: 'server',
      change: { code: 'folder-adopted' },
    })
    expect(Registry.parse(registry.current)).toEqual(registry.current)
  })

  test('leaves the files where they are, and keeps the original meta.json beside the new one', async () => {
    const dir = await seedFolder()
    await start(dir)
    expect((await readdir(dir)).filter((name) => name.endsWith('.bin'))).toHaveLength(3)
    expect(await readFile(join(dir, 'meta.json.before-adoption'), 'utf8')).toBe(JSON.stringify(seed))
  })

  test('never overwrites an original that was kept before', async () => {
    const dir = await seedFolder()
    await put(dir, 'meta.json.before-adoption', 'an earlier one')
    await start(dir)
    expect(await readFile(join(dir, 'meta.json.before-adoption'), 'utf8')).toBe('an earlier one')
    expect(await readFile(join(dir, 'meta.json.before-adoption-2'), 'utf8')).toBe(JSON.stringify(seed))
  })

  test('is reported again by later starts, which adopt nothing more', async () => {
    const dir = await seedFolder()
    const first = await start(dir)
    await put(dir, 'firmware_2.00.bin', image('2.00'))
    const later = await start(dir)
    expect(later.report).toEqual(first.report)
    expect(AdoptionReport.parse(later.report)).toEqual(later.report)
    expect(later.versions).toEqual(first.versions)
    expect(later.registry.current).toEqual(first.registry.current)
  })

  test('finds files by their version where none is named, and by the last part of a path of another machine', async () => {
    const dir = await folderWith({
      'meta.json': {
        latest: '1.1',
        '1.0': { notes: 'a' },
        '1.1': { notes: 'b' },
        '1.2': { path: '/srv/fw/new.bin' },
      },
      '1.0.bin': image('1.0'),
      'firmware_1.1.bin': image('1.1'),
      'new.bin': image('1.2'),
    })
    const { versions, stable, report } = await start(dir)
    expect(versions).toEqual(['1.0', '1.1', '1.2'])
    expect(stable).toBe('1.1')
    expect(report?.skipped).toEqual([])
  })

  test('takes a listed file from a sub-folder, but none from outside of the folder', async () => {
    const dir = await folderWith({
      'inside/meta.json': {},
      'outside.bin': image('1.0'),
      'inside/sub/a.bin': image('1.1'),
    })
    await put(dir, 'inside/meta.json', {
      latest: '1.1',
      versions: { '1.0': { file: '../outside.bin' }, '1.1': { file: 'sub/a.bin' } },
    })
    const { versions, report } = await start(join(dir, 'inside'))
    expect(versions).toEqual(['1.1'])
    expect(report?.skipped).toEqual([
      { file: '../outside.bin', why: 'Version 1.0 is listed, but there is no such file.' },
    ])
  })

  test('also takes files that are not listed, without offering them', async () => {
    const dir = await seedFolder()
    await put(dir, 'firmware_9.00.bin', image('9.00'))
    const { versions, stable } = await start(dir)
    expect(versions).toContain('9.00')
    expect(stable).toBe('1.02')
  })

  test('says of each file that it does not take why, and takes the others', async () => {
    const listed = (file: string, more: object = {}) => ({ file, ...more })
    const dir = await folderWith({
      'meta.json': {
        latest: '1.0',
        versions: {
          '1.0': listed('good.bin'),
          '1.00': listed('rival.bin'),
          '1.1': listed('changed.bin', { sha256: '0'.repeat(64) }),
          '1.2': listed('short.bin', { size: 99_999 }),
          '1.3': listed('bootloader.bin'),
          '1.4': listed('gone.bin'),
          'one five': listed('named-badly.bin'),
          '1.6': listed('other-chip.bin'),
          '1.7': listed('huge.bin'),
          '1.8': listed('no-descriptor.bin'),
        },
      },
      'good.bin': image('1.0'),
      'rival.bin': image('rival'),
      'changed.bin': image('1.1'),
      'short.bin': image('1.2'),
      'bootloader.bin': makeBootloader({ chipId: 0 }),
      'named-badly.bin': image('1.5'),
      'other-chip.bin': image('1.6', 9),
      'huge.bin': makeImage({ size: 128_000 }),
      'no-descriptor.bin': makeImage({ size: 2048, descriptor: false }),
      'copy.bin': image('1.0'),
      'notes.bin': 'not an image, only some text',
      'folder.bin/a-file': '',
    })
    const { versions, stable, report, builds } = await start(dir)
    expect(versions).toEqual(['1.0'])
    expect(stable).toBe('1.0')
    const whys = Object.fromEntries((report?.skipped ?? []).map(({ file, why }) => [file, why]))
    expect(whys).toEqual({
      'rival.bin': expect.stringContaining(
        'default has a release 1.0 (the same version as 1.00) with other bytes',
      ),
      'changed.bin': expect.stringMatching(/^Its SHA-256 is [0-9a-f]{64}, but meta\.json says 0{64}/),
      'short.bin': expect.stringContaining('It has 2048 bytes, but meta.json says 99999'),
      'bootloader.bin': expect.stringContaining('bootloader'),
      'gone.bin': 'Version 1.4 is listed, but there is no such file.',
      'named-badly.bin': expect.stringContaining('Its version "one five" cannot be used'),
      'other-chip.bin': expect.stringContaining('ESP32-S3'),
      'huge.bin': 'It is larger than 100000 bytes.',
      'no-descriptor.bin': expect.any(String),
      'copy.bin': 'It holds the same bytes as good.bin, version 1.0.',
      'notes.bin': expect.any(String),
    })
    expect((await builds.list()).map((kept) => kept.sha256)).toEqual([sha256(image('1.0'))])
    expect(await readdir(join(dir, 'staging'))).toEqual([])
  })

  test('offers nothing when what was the latest cannot be taken, and says so', async () => {
    const dir = await seedFolder()
    await put(dir, 'firmware_1.02.bin', image('another'))
    const { versions, stable, report } = await start(dir)
    expect(versions).toEqual(['1.00', '1.03'])
    expect(stable).toBeUndefined()
    expect(report?.skipped).toContainEqual({
      file: 'meta.json',
      why: 'Its latest version 1.02 was not adopted, so boards are offered nothing until a release is published.',
    })
  })

  test('cuts notes that are too long, and says so', async () => {
    const notes = 'x'.repeat(10_001)
    const dir = await folderWith({
      'meta.json': { latest: '1.0', versions: { '1.0': { notes } } },
      '1.0.bin': image('1.0'),
    })
    const { releases, report } = await start(dir)
    expect(releases['1.0']?.notes).toBe(notes.slice(1))
    expect(report?.skipped).toEqual([
      { file: '1.0.bin', why: expect.stringContaining('longer than 10000 characters') },
    ])
  })

  test('can be had again when it found nothing to take, as when the files were copied too late', async () => {
    const dir = await folderWith({ 'meta.json': JSON.stringify(seed) })
    const first = await start(dir)
    expect(first.report?.adopted).toEqual([])
    expect(first.registry.current.revision).toBe(0)
    for (const version of ['1.00', '1.02', '1.03']) await put(dir, `firmware_${version}.bin`, image(version))
    const second = await start(dir)
    expect(second.versions).toEqual(['1.00', '1.02', '1.03'])
    expect(second.stable).toBe('1.02')
  })
})
