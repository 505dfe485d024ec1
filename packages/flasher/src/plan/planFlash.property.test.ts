import { makeImage, partition, selectedSlot, selectSlot } from '@cyberdeck-ota/esp-image'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ChosenFile } from './flashPlan.ts'
import { planFlash } from './planFlash.ts'
import {
  app,
  boardWith,
  bootloader,
  carryOut,
  contentsOf,
  flashWith,
  merged,
  planned,
  S3,
} from './testFlash.ts'

const SLOT = 0x8000
const SLOTS_AT = 0x10000

/** A board with zero to four update slots and perhaps a factory slot, some of them filled, any of them selected. */
const boards = fc
  .record({
    factory: fc.boolean(),
    slots: fc.integer({ min: 0, max: 4 }),
    filled: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    selected: fc.option(fc.integer({ min: 0, max: 3 }), { nil: null }),
    bumps: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 5 }),
  })
  .filter(({ factory, slots }) => factory || slots > 0)

type Recipe = typeof boards extends fc.Arbitrary<infer T> ? T : never

function flashOf({ factory, slots, filled, selected, bumps }: Recipe): Uint8Array {
  const labels = [...(factory ? ['factory'] : []), ...Array.from({ length: slots }, (_, i) => `ota_${i}`)]
  const partitions = [
    partition('nvs', 1, 2, 0x9000, 0x5000),
    partition('otadata', 1, 0, 0xe000, 0x2000),
    ...labels.map((label, i) =>
      partition(label, 0, label === 'factory' ? 0 : 0x10 + Number(label.slice(4)), SLOTS_AT + i * SLOT, SLOT),
    ),
  ]
  const apps = Object.fromEntries(
    labels.filter((_, i) => filled[i]).map((label) => [label, app(`old-${label}`, { size: 0x400 })]),
  )
  const flash = flashWith(merged({ partitions, apps, ...(selected === null ? {} : { selected }) }), 0x80000)
  // Boards have changed their minds before: entries in both sectors, sequence numbers that have grown.
  for (const bump of slots > 0 ? bumps : []) {
    const { offset, bytes } = selectSlot(flash.slice(0xe000, 0x10000), bump % slots, slots)
    flash.set(bytes, 0xe000 + offset)
  }
  return flash
}

const bare: ChosenFile = { name: 'app.bin', bytes: app('new', { size: 0x800 }), address: null }

it('an app alone starts on whatever board has a table, and settings stay', async () => {
  await fc.assert(
    fc.asyncProperty(boards, async (recipe) => {
      const flash = flashOf(recipe)
      const plan = planned(planFlash({ board: await boardWith(flash), files: [bare], eraseAll: false }))
      const after = carryOut(flash, plan)
      expect((await contentsOf(after)).running?.app?.version).toBe('new')
      expect(Buffer.compare(after.subarray(0x9000, 0xe000), flash.subarray(0x9000, 0xe000))).toBe(0)
      expect(Buffer.compare(after.subarray(0, 0x9000), flash.subarray(0, 0x9000))).toBe(0)
    }),
    { numRuns: 60 },
  )
})

it('between two writes either the old app starts or the new one, where another slot is free', async () => {
  await fc.assert(
    fc.asyncProperty(boards, async (recipe) => {
      const flash = flashOf(recipe)
      const before = (await contentsOf(flash)).running
      const plan = planned(planFlash({ board: await boardWith(flash), files: [bare], eraseAll: false }))
      fc.pre(before !== null && !plan.warnings.some(({ code }) => code === 'overwrites-running'))
      for (let steps = 0; steps < plan.writes.length; steps++) {
        const { running } = await contentsOf(carryOut(flash, plan, steps))
        expect([before?.app?.version, 'new']).toContain(running?.app?.version)
      }
    }),
    { numRuns: 60 },
  )
})

it('a plan never overlaps itself, never leaves the flash, and never touches what it says stays', async () => {
  const files = fc.array(
    fc.record({
      name: fc.constantFrom('a.bin', 'b.bin', 'c.bin'),
      address: fc.option(
        fc.integer({ min: 0, max: 0x90 }).map((sector) => sector * 0x1000),
        { nil: null },
      ),
      bytes: fc.oneof(
        fc.constant(merged({ apps: { app0: app('new') } })),
        fc
          .integer({ min: 24, max: 0x700 })
          .map((n) => makeImage({ chipId: S3, size: n * 16, version: 'new' })),
        fc.uint8Array({ minLength: 1, maxLength: 0x3000 }),
      ),
    }),
    { maxLength: 4 },
  )
  await fc.assert(
    fc.asyncProperty(boards, files, fc.boolean(), async (recipe, chosen, eraseAll) => {
      const flash = flashOf(recipe)
      const board = await boardWith(flash)
      const result = planFlash({ board, files: chosen, eraseAll })
      if (result.verdict === 'refusal') {
        expect(result.sentence).toMatch(/\.$/)
        return
      }
      const after = carryOut(flash, result)
      for (const { address, bytes } of result.writes) {
        expect(address + bytes.length).toBeLessThanOrEqual(flash.length)
        expect(Buffer.compare(after.subarray(address, address + bytes.length), bytes)).toBe(0)
      }
      for (const { label } of result.keeps) {
        const { offset = 0, size = 0 } = board.contents?.partitions.find((p) => p.label === label) ?? {}
        expect(
          Buffer.compare(after.subarray(offset, offset + size), flash.subarray(offset, offset + size)),
        ).toBe(0)
      }
    }),
    { numRuns: 60 },
  )
})

it('whatever parts of a bootloader and a table are written, there is an app to start afterwards', async () => {
  const parts = fc.subarray(['bootloader', 'table', 'app'] as const, { minLength: 1 })
  await fc.assert(
    fc.asyncProperty(
      boards,
      boards,
      fc.boolean(),
      parts,
      fc.boolean(),
      async (had, next, blank, chosen, eraseAll) => {
        const flash = blank ? flashWith(new Uint8Array(), 0x80000) : flashOf(had)
        const sources = {
          bootloader: { name: 'bootloader.bin', bytes: bootloader(), address: null },
          table: { name: 'partitions.bin', bytes: flashOf(next).slice(0x8000, 0x8c00), address: null },
          app: bare,
        }
        const files = chosen.map((part) => sources[part])
        const result = planFlash({ board: await boardWith(flash), files, eraseAll })
        if (result.verdict === 'refusal') return
        const { bootloader: starts, running } = await contentsOf(carryOut(flash, result))
        expect(starts).toBe(true)
        expect(running?.app).toBeTruthy()
      },
    ),
    { numRuns: 100 },
  )
})

it('otadata written for a slot selects it, whatever stood there', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 0x2000, maxLength: 0x2000 }),
      fc.array(fc.nat(15), { maxLength: 6 }),
      fc.integer({ min: 1, max: 16 }),
      (noise, choices, slots) => {
        const otadata = noise.slice()
        for (const choice of choices) {
          const { offset, bytes } = selectSlot(otadata, choice % slots, slots)
          otadata.set(bytes, offset)
          expect(selectedSlot(otadata, slots)).toBe(choice % slots)
        }
      },
    ),
    { numRuns: 30 },
  )
})
