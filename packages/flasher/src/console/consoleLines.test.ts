import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLineSplitter, plainText } from './consoleLines.ts'

const encoder = new TextEncoder()

function textsOf(chunks: readonly Uint8Array[]): string[] {
  const splitter = createLineSplitter()
  return [...chunks.flatMap((chunk) => splitter.push(chunk).map(({ text }) => text)), splitter.unfinished]
}

/** The same bytes, cut at these places. */
function cut(bytes: Uint8Array, at: readonly number[]): Uint8Array[] {
  const places = [...new Set([0, ...at.map((place) => place % (bytes.length + 1)), bytes.length])].sort(
    (a, b) => a - b,
  )
  return places.slice(1).map((to, i) => bytes.subarray(places[i] ?? 0, to))
}

function improv(type: number, data: readonly number[]): Uint8Array {
  const packet = [...encoder.encode('IMPROV'), 1, type, data.length, ...data]
  return Uint8Array.from([...packet, packet.reduce((sum, byte) => sum + byte, 0) & 0xff, 10])
}

const places = fc.array(fc.nat(), { maxLength: 8 })

describe('the lines of a console', () => {
  it('are the same however the bytes come in pieces', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme' }).filter((s) => !/[\r\n]/.test(s))),
        places,
        (texts, at) => {
          fc.pre(!texts.some((text) => 'IMPROV'.startsWith(text.slice(0, 6)) && text.length >= 6))
          expect(textsOf(cut(encoder.encode(texts.join('\r\n')), at))).toEqual(
            texts.length > 0 ? texts : [''],
          )
        },
      ),
    )
  })

  it('have no Improv packet in them', () => {
    const packet = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.array(fc.nat(255), { maxLength: 40 }))
    fc.assert(
      fc.property(fc.array(packet, { maxLength: 3 }), places, (packets, at) => {
        const bytes = [
          ...encoder.encode('before\n'),
          ...packets.flatMap((one) => [...improv(...one)]),
          ...encoder.encode('after\n'),
        ]
        expect(textsOf(cut(Uint8Array.from(bytes), at))).toEqual(['before', 'after', ''])
      }),
    )
  })

  it('keep colours, bear their time, and end by themselves when noise never does', () => {
    const splitter = createLineSplitter(() => 42)
    expect(splitter.push(encoder.encode('\x1b[0;32mI (30) boot: hello\x1b[0m\r\nIMPR'))).toEqual([
      { at: 42, text: '\x1b[0;32mI (30) boot: hello\x1b[0m' },
    ])
    expect(splitter.unfinished).toBe('IMPR')
    expect(plainText('\x1b[0;32mI (30) boot: hello\x1b[0m')).toBe('I (30) boot: hello')
    expect(createLineSplitter().push(new Uint8Array(10_000).fill(0x80))).toHaveLength(2)
  })
})
