import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFlashMemory } from './flashMemory.ts'

const SIZE = 0x10000
const blank = () => createFlashMemory(SIZE, new Uint8Array(0), false, {})
const range = fc.record({
  address: fc.integer({ min: 0, max: SIZE - 0x2000 }),
  length: fc.integer({ min: 1, max: 0x2000 }),
})

describe('flash memory', () => {
  it('erases every sector that a range touches and no other', () => {
    fc.assert(
      fc.property(range, ({ address, length }) => {
        const flash = blank()
        flash.cells.fill(0)
        flash.erase(address, length)
        const from = Math.floor(address / 0x1000)
        const to = Math.floor((address + length - 1) / 0x1000)
        for (let sector = 0; sector < SIZE / 0x1000; sector++) {
          const erased = sector >= from && sector <= to
          expect(flash.cells[sector * 0x1000]).toBe(erased ? 0xff : 0)
          expect(flash.cells[sector * 0x1000 + 0xfff]).toBe(erased ? 0xff : 0)
        }
      }),
    )
  })

  it('erases nothing for no length', () => {
    const flash = blank()
    flash.cells.fill(0)
    flash.erase(0x1000, 0)
    expect(flash.cells.every((cell) => cell === 0)).toBe(true)
  })

  it('only clears bits when it is written twice', () => {
    const flash = blank()
    flash.write(0, Uint8Array.of(0b1100))
    flash.write(0, Uint8Array.of(0b1010))
    expect(flash.cells[0]).toBe(0b1000)
  })

  it('shows the CPU what was put in, and the cable something else, where encryption is on', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 64 }), fc.nat(8), (contents, from) => {
        const flash = createFlashMemory(SIZE, contents, true, {})
        expect([...flash.seenByCpu(0, contents.length)]).toEqual([...contents])
        expect([...flash.seenByCpu(from, 8)]).toEqual([...contents.slice(from, from + 8)])
        expect([...flash.cells.subarray(0, contents.length)]).not.toEqual([...contents])
      }),
    )
  })

  it('refuses contents that are larger than it is', () => {
    expect(() => createFlashMemory(SIZE, new Uint8Array(SIZE + 1), false, {})).toThrow(RangeError)
  })
})
