import type { Partition } from '@cyberdeck-ota/esp-image'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exampleBoard, exampleFactory, exampleFile, examplePlan } from '../../testing/exampleBoards.ts'
import { flashRegions } from './flashRegions.ts'
import { regionWords } from './regionWords.ts'

const board = await exampleBoard()

describe('a map of flash', () => {
  test('says what is where, what runs, and what a bare app changes', () => {
    expect(flashRegions(board, examplePlan(board)).map(regionWords)).toEqual([
      'bootloader',
      'partition table',
      'nvs: settings',
      'otadata: which slot to start, will be written',
      'app0: thermo 1.00, runs now',
      'app1: empty slot, will be written',
      'spiffs: files',
      'unused',
    ])
  })

  test('says what goes when everything is erased', () => {
    const plan = examplePlan(board, exampleFile(exampleFactory()), true)
    expect(flashRegions(board, plan).map(regionWords)).toContain('spiffs: files, will be erased')
    expect(flashRegions(board, plan).every(({ fate }) => fate !== null)).toBe(true)
  })

  test('says nothing of the future without a plan, and nothing at all of flash that cannot be read', async () => {
    expect(flashRegions(board, null).every(({ fate }) => fate === null)).toBe(true)
    expect(flashRegions({ ...board, contents: null }, null)).toEqual([])
    expect(flashRegions(await exampleBoard({}, new Uint8Array()), null)).toEqual([])
  })

  test('names a slot whose app describes nothing', async () => {
    const nameless = await exampleBoard()
    for (const slot of nameless.contents?.slots ?? []) {
      slot.app &&= { project: null, version: null, builtAt: null, idf: null }
    }
    expect(flashRegions(nameless, null).map(regionWords)).toContain(
      'app0: an app that does not describe itself, runs now',
    )
  })

  test('covers flash from its first byte to its last, whatever the table leaves free', () => {
    const sectors = fc.uniqueArray(fc.integer({ min: 0x9, max: 0x3ff }), { minLength: 2, maxLength: 12 })
    fc.assert(
      fc.property(sectors, fc.integer({ min: 0x40_0000, max: 0x100_0000 }), (starts, flashSize) => {
        const sorted = starts.toSorted((a, b) => a - b)
        const partitions: Partition[] = sorted.slice(0, -1).map((start, index) => ({
          type: 1,
          subtype: 2,
          label: `p${index}`,
          flags: 0,
          offset: start * 0x1000,
          size: Math.max(1, ((sorted[index + 1] ?? start) - start) >> (index % 2)) * 0x1000,
        }))
        const contents = { ...board.contents, partitions, slots: [], running: null, tableAt: 0x8000 }
        const regions = flashRegions({ ...board, flashSize, contents } as typeof board, null)
        expect(regions[0]?.from).toBe(0)
        expect(regions.at(-1)?.to).toBe(flashSize)
        for (const [index, region] of regions.entries()) {
          expect(region.to).toBeGreaterThan(region.from)
          if (index > 0) expect(region.from).toBe(regions[index - 1]?.to)
        }
        expect(regions.filter(({ label }) => label !== null)).toHaveLength(partitions.length)
      }),
    )
  })
})
