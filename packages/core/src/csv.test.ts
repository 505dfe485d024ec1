import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'

test('a line separates its cells by commas, and nothing stands for null', () => {
  expect(csvLine(['kitchen', 12, true, null, ''])).toBe('kitchen,12,true,,\r\n')
})

test.each([
  ['a,b', '"a,b"'],
  ['the "big" one', '"the ""big"" one"'],
  ['two\nlines', '"two\nlines"'],
])('%j is quoted', (cell, quoted) => {
  expect(csvLine([cell])).toBe(`${quoted}\r\n`)
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\n=1', '＝1', '=HYPERLINK("http://x","y")'])(
  'a spreadsheet does not calculate %j',
  (cell) => {
    expect(csvLine([cell])).toMatch(/^"?'/)
  },
)

test('a number may be negative', () => {
  expect(csvLine([-1])).toBe('-1\r\n')
})

/** As RFC 4180 has it. */
function readLine(line: string): string[] {
  const cells = ['']
  let quoted = false
  for (const [at, character] of [...line.slice(0, -2)].entries()) {
    const twice = character === '"' && line[at - 1] === '"' && !quoted
    if (character === '"') quoted = !quoted
    if (character === ',' && !quoted) cells.push('')
    else if (character !== '"' || twice) cells.push(`${cells.pop()}${character}`)
  }
  return cells
}

test('whatever the cells hold can be read back', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', '=', "'", ' ', 'ü') })
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
      const written = cells.map((text) => (/^[=\r\n]/.test(text) ? `'${text}` : text))
      expect(readLine(csvLine(cells))).toEqual(written)
    }),
  )
})
