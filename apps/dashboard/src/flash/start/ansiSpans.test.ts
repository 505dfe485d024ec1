import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ansiSpans, textOf } from './ansiSpans.ts'

const span = (text: string, color: string | null = null, bold = false) => ({ text, color, bold })

describe('the looks of a console line', () => {
  it.each([
    [
      'a line of ESP-IDF',
      '\x1b[0;32mI (30) boot: hello\x1b[0m rest',
      [span('I (30) boot: hello', 'green'), span(' rest')],
    ],
    [
      'bright and bold',
      '\x1b[1;91mE\x1b[22mr\x1b[39mr',
      [span('E', 'red', true), span('r', 'red'), span('r')],
    ],
    ['grey', '\x1b[90mdebug\x1b[m.', [span('debug', 'grey'), span('.')]],
    [
      'a palette of 256',
      '\x1b[38;5;3ma\x1b[38;5;12mb\x1b[38;5;200mc',
      [span('a', 'yellow'), span('b', 'blue'), span('c')],
    ],
    ['any colour, and what comes after it', '\x1b[38;2;31;32;33;1ma', [span('a', null, true)]],
    ['what is behind', '\x1b[41;48;5;31mHot', [span('Hot')]],
    ['cursor moves and titles', 'a\x1b[2K\x1b[10;20Hb\x1b]0;title\x07c\x1b(Bd', [span('abcd')]],
    ['an escape that is not whole yet', 'a\x1b[0;3', [span('a')]],
    ['noise', 'a\0b\x07c\x7f\td', [span('abc\td')]],
    ['a return', '50 %\r60 %\r', [span('50 % 60 %')]],
    ['nothing', '\x1b[0;32m\x1b[0m', []],
  ])('follow %s', (_, line, spans) => {
    expect(ansiSpans(line)).toEqual(spans)
  })

  it('never change the text, wherever colours are', () => {
    const words = fc.array(fc.string({ unit: 'grapheme' }).filter((text) => !/\p{Cc}/u.test(text)))
    const code = fc.array(fc.oneof(fc.nat(110), fc.constantFrom(38, 48, 5, 2)), { maxLength: 6 })
    fc.assert(
      fc.property(words, fc.infiniteStream(code), (texts, codes) => {
        const line = texts.map((text) => `\x1b[${codes.next().value?.join(';')}m${text}`).join('')
        expect(textOf(line)).toBe(texts.join(''))
      }),
    )
  })

  it('have no control character in them, and neighbours differ', () => {
    const piece = fc.oneof(
      fc.constantFrom('\x1b', '[', ']', '(', 'm', '31', '1', ';', '\r', '\x07', '\\', 'text'),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const spans = ansiSpans(pieces.join(''))
        expect(spans.map(({ text }) => text).join('')).not.toMatch(/(?!\t)\p{Cc}/u)
        for (const [i, { text, ...look }] of spans.entries()) {
          expect(text).not.toBe('')
          const { text: _, ...next } = spans[i + 1] ?? span('', 'none')
          expect(next).not.toEqual(look)
        }
      }),
    )
  })
})
