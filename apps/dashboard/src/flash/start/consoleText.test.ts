import { expect, it } from 'vitest'
import { consoleFileName, consoleText } from './consoleText.ts'

const at = Date.UTC(2026, 6, 14, 12, 3, 11, 45)
const view = {
  lines: [
    { at, text: '\x1b[0;32mI (30) boot: hello\x1b[0m' },
    { at: at + 1000, text: '' },
  ],
  dropped: 10_000,
  unfinished: 'half',
}

it('a log is saved as plain text, every line with its time, and says what it lacks', () => {
  expect(consoleText(view, at + 2000)).toBe(
    `(10000 earlier lines were not kept)
2026-07-14T12:03:11.045Z I (30) boot: hello
2026-07-14T12:03:12.045Z${' '}
2026-07-14T12:03:13.045Z half
`,
  )
})

it('a log is copied as it is shown, without times where there are none', () => {
  expect(consoleText({ ...view, dropped: 0, unfinished: '' }, null)).toBe('I (30) boot: hello\n\n')
})

it('a log is named after its board and its time, in letters that every file system takes', () => {
  expect(consoleFileName('24:6F:28:01:02:03', at)).toBe('console-246F28010203-2026-07-14T12-03-11Z.txt')
  expect(consoleFileName(null, at)).toBe('console-board-2026-07-14T12-03-11Z.txt')
})
