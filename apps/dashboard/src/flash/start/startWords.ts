import type { Tone } from '../../ui/StatusDot.tsx'
import { planTitle } from '../write/writeWords.ts'
import { type Runs, type Started, whatRuns } from './whatRuns.ts'

/** How a start went, as one sees it. */
export interface StartWords {
  tone: Tone
  words: string
  /** What to make of it. */
  more: string
}

const proofs: Record<Exclude<Runs['written'], 'no'>, string> = {
  exactly: 'It is exactly what was written (ELF digest).',
  'same-version': 'It says so itself, and that is the version that was written.',
  unknown: 'It says so itself.',
}

/** What a board has said of itself, beside what was written to it; null when there is only its fault to tell. */
export function startWords(flash: Started): StartWords | null {
  const { console, plan } = flash
  const { fault } = console
  const runs = whatRuns(flash)
  if (runs) {
    const { name, written } = runs
    if (fault) return { tone: 'warning', words: `Board started ${name}, which went wrong`, more: '' }
    if (written === 'no') {
      const title = planTitle(plan)
      return {
        tone: 'warning',
        words:
          title === null || title === name
            ? `Board now runs another build of ${name} than was written`
            : `Board now runs ${name}, not the ${title} that was written`,
        more: 'It may have fallen back to the app that it had before, as firmware does that could not start. The log says more.',
      }
    }
    return { tone: 'good', words: `Board now runs ${name}`, more: proofs[written] }
  }
  if (fault) return null
  if (console.silent) {
    return {
      tone: 'warning',
      words: 'The board says nothing',
      more: 'Press RESET (EN) on it once: some boards are not reset by the cable. Firmware that prints nothing, or prints to other pins, is silent here and runs all the same.',
    }
  }
  if (console.lines.length > 0 || console.unfinished) {
    return {
      tone: 'idle',
      words: 'The board started',
      more: 'Nothing that it says tells its version, as with most Arduino sketches. Its first check-in shows what runs.',
    }
  }
  return { tone: 'busy', words: 'Waiting for its first words…', more: 'It was reset a moment ago.' }
}
