import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sampleRegistry } from '../../test/sampleRegistry.ts'
import { readSeedMeta } from './seedMeta.ts'

const entry = { sha256: 'AB'.repeat(32), size: 1024, uploaded: '2025-02-21 09:00 UTC', notes: 'first' }
const understood = {
  file: null,
  sha256: 'ab'.repeat(32),
  size: 1024,
  uploaded: '2025-02-21 09:00 UTC',
  notes: 'first',
}

describe("an older server's meta.json", () => {
  test.each(['versions', 'firmware', 'firmwares', 'releases', 'builds'])(
    'may name its versions under %s',
    (word) => {
      const meta = { latest: '1.02', [word]: { '1.02': { ...entry, file: 'firmware_1.02.bin' } } }
      expect(readSeedMeta(meta)).toEqual({
        latest: '1.02',
        releases: [{ version: '1.02', ...understood, file: 'firmware_1.02.bin' }],
      })
    },
  )

  test('may name its versions at the top level, beside things that are none', () => {
    const meta = { latest: '1.02', '1.00': entry, '1.02': entry, devices: { count: 3 }, port: 5000 }
    expect(readSeedMeta(meta)?.releases.map(({ version }) => version)).toEqual(['1.00', '1.02'])
  })

  test('may list its versions', () => {
    const meta = { latest: '1.02', versions: [{ version: '1.02', ...entry }] }
    expect(readSeedMeta(meta)).toEqual({ latest: '1.02', releases: [{ version: '1.02', ...understood }] })
  })

  test('may describe the latest version only', () => {
    expect(readSeedMeta({ latest: '1.02', ...entry })).toEqual({
      latest: '1.02',
      releases: [{ version: '1.02', ...understood }],
    })
  })

  test.each(['file', 'filename', 'file_name', 'name', 'path'])(
    'may call the file of a version %s',
    (word) => {
      expect(readSeedMeta({ versions: { '1.0': { [word]: 'a.bin' } } })?.releases[0]?.file).toBe('a.bin')
    },
  )

  test('may say little of a version, or nothing that is understood', () => {
    const nothing = { file: null, sha256: null, size: null, uploaded: null, notes: '' }
    expect(
      readSeedMeta({ latest: null, versions: { '1.0': {}, '1.1': 'a.bin', '1.2': { size: 'big' } } }),
    ).toEqual({
      latest: null,
      releases: ['1.0', '1.1', '1.2'].map((version) => ({ version, ...nothing })),
    })
  })

  test('may have been written before the first upload', () => {
    for (const meta of [{}, { latest: null }, { latest: '', versions: {} }]) {
      expect(readSeedMeta(meta)).toEqual({ latest: null, releases: [] })
    }
  })

  test('is not taken for one when it is something else', () => {
    for (const json of [null, [], 'text', 12, { hello: 'world' }, sampleRegistry(), sampleRegistry('1.00')]) {
      expect(readSeedMeta(json)).toBeNull()
    }
  })

  test('is read without a throw whatever JSON it is', () => {
    fc.assert(fc.property(fc.jsonValue(), (json) => void readSeedMeta(json)))
  })
})
