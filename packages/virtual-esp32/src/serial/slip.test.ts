import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSlipDecoder, encodeSlip, LONGEST_PACKET } from './slip.ts'

const packet = fc.uint8Array({ minLength: 1, maxLength: 300 }).map((bytes) => Uint8Array.from(bytes))
/** Bytes that need escapes, more often than chance gives them. */
const awkward = fc
  .array(fc.constantFrom(0xc0, 0xdb, 0xdc, 0xdd, 0x00), { minLength: 1, maxLength: 40 })
  .map((bytes) => Uint8Array.from(bytes))
const packets = fc.array(fc.oneof(packet, awkward), { maxLength: 8 })

const joined = (parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]))

describe('SLIP', () => {
  it('escapes its own marks as the serial protocol page shows', () => {
    expect([...encodeSlip(Uint8Array.of(1, 0xc0, 0xdb, 2))]).toEqual([
      0xc0, 1, 0xdb, 0xdc, 0xdb, 0xdd, 2, 0xc0,
    ])
  })

  it('gives back every packet, wherever the stream is cut', () => {
    fc.assert(
      fc.property(packets, fc.integer({ min: 1, max: 50 }), (sent, piece) => {
        const stream = joined(sent.map(encodeSlip))
        const decoder = createSlipDecoder()
        const got: Uint8Array[] = []
        for (let at = 0; at < stream.length; at += piece)
          got.push(...decoder.push(stream.subarray(at, at + piece)))
        expect(got).toEqual(sent)
      }),
    )
  })

  it('marks nothing but the ends of a packet', () => {
    fc.assert(
      fc.property(fc.oneof(packet, awkward), (sent) => {
        const inner = encodeSlip(sent).subarray(1, -1)
        expect(inner.includes(0xc0)).toBe(false)
      }),
    )
  })

  it('finds the next packets after text, and after a packet that was joined in its middle', () => {
    fc.assert(
      fc.property(packet, fc.oneof(packet, awkward), (lost, sent) => {
        const noise = lost.map((byte) => byte & 0x7f)
        const tail = Uint8Array.of(...noise, 0xc0)
        expect(createSlipDecoder().push(joined([noise, encodeSlip(sent)]))).toEqual([sent])
        expect(createSlipDecoder().push(joined([tail, encodeSlip(sent)]))).toEqual([sent])
      }),
    )
  })

  it('drops a packet with an escape that means nothing', () => {
    const stream = Uint8Array.of(0xc0, 1, 0xdb, 0x41, 2, 0xc0, 0xc0, 7, 0xc0)
    expect(createSlipDecoder().push(stream)).toEqual([Uint8Array.of(7)])
  })

  it('drops a packet that is longer than any can be, and takes the longest', () => {
    const longest = new Uint8Array(LONGEST_PACKET).fill(1)
    const stream = joined([encodeSlip(new Uint8Array(LONGEST_PACKET + 1).fill(2)), encodeSlip(longest)])
    expect(createSlipDecoder().push(stream)).toEqual([longest])
  })
})
