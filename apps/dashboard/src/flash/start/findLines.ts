import type { ConsoleLine } from '@cyberdeck-ota/flasher'
import { hasWords } from '../../ui/words.ts'
import { textOf } from './ansiSpans.ts'

/** Lines never change, and each is looked at again with everything that a board says after it. */
const texts = new WeakMap<ConsoleLine, string>()

/** Where the lines are that have each of these words, in whatever case. */
export function findLines(lines: readonly ConsoleLine[], words: string[]): number[] {
  const found: number[] = []
  for (const [i, line] of lines.entries()) {
    let text = texts.get(line)
    if (text === undefined) {
      text = textOf(line.text)
      texts.set(line, text)
    }
    if (hasWords(text, words)) found.push(i)
  }
  return found
}
