import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFlashMemory } from './flashMemory.ts'
import { createFlashWriter } from './flashWriter.ts'

const SIZE = 0x10000
const blankFlash = () => createFlashMemory(SIZE, new Uint8Array(0), false, {})

describe('the flash writer', () => {
  it('writes the same whether the data comes plain or compressed, in blocks of any size', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 5000 }),
        fc.integer({ min: 64, max: 2000 }),
        fc.boolean(),
        (image, block, compressed) => {
          const flash = blankFlash()
          const writer = createFlashWriter(flash)
          const sent = compressed ? deflateSync(image) : image
          expect(writer.begin(0x3000, image.length, compressed)).toBeNull()
          for (let at = 0; at < sent.length; at += block) {
            expect(writer.block(sent.subarray(at, at + block), compressed)).toBeNull()
          }
          expect(writer.end()).toBeNull()
          expect([...flash.cells.subarray(0x3000, 0x3000 + image.length)]).toEqual([...image])
        },
      ),
      { numRuns: 40 },
    )
  })

  it('leaves what lies behind the region when the last plain block is filled up', () => {
    const flash = blankFlash()
    const writer = createFlashWriter(flash)
    flash.write(0x1000, Uint8Array.of(0x55))
    writer.begin(0, 4, false)
    writer.block(new Uint8Array(0x2000).fill(0), false)
    expect([...flash.cells.subarray(0, 5)]).toEqual([0, 0, 0, 0, 0xff])
    expect(flash.cells[0x1000]).toBe(0x55)
  })

  it.each([
    [
      'a block that nothing began',
      () => createFlashWriter(blankFlash()).block(Uint8Array.of(1), false),
      'not-begun',
    ],
    [
      'a region outside of the flash',
      () => createFlashWriter(blankFlash()).begin(SIZE - 1, 2, true),
      'outside',
    ],
    [
      'a stream that is none',
      () => begun(4).block(Uint8Array.of(0x78, 0x9c, 0xff, 0xff, 0xff), true),
      'deflate',
    ],
    ['more than was announced', () => begun(4).block(deflateSync(new Uint8Array(5)), true), 'too-much'],
    ['less than was announced', () => begun(4).end(), 'too-little'],
    ['plain data where compressed was announced', () => begun(4).block(Uint8Array.of(1), false), 'not-begun'],
  ])('refuses %s', (_, attempt, fault) => {
    expect(attempt()).toBe(fault)
  })
})

function begun(size: number) {
  const writer = createFlashWriter(blankFlash())
  writer.begin(0, size, true)
  return writer
}
