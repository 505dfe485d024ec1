import type { CheckInRecord, VerdictKind } from '@cyberdeck-ota/schema'
import type { Tone } from '../ui/StatusDot.tsx'

/** A verdict as a word and what it means for the owner. */
export const verdictWords: Record<VerdictKind, { word: string; tone: Tone }> = {
  update: { word: 'Update offered', tone: 'busy' },
  'up-to-date': { word: 'Up to date', tone: 'good' },
  hold: { word: 'Held', tone: 'warning' },
  'no-firmware': { word: 'No firmware', tone: 'idle' },
  refused: { word: 'Refused', tone: 'bad' },
}

const progress = {
  running: { word: 'Downloading', tone: 'busy' },
  complete: { word: 'Downloaded', tone: 'good' },
  aborted: { word: 'Download ended early', tone: 'warning' },
} as const

/** What a check-in was answered, in words; once an image is on its way, how far that got. */
export function answerOf({ verdict, download, client }: CheckInRecord): { word: string; tone: Tone } {
  if (!download) return verdictWords[verdict]
  // A plain client often asks only to see whether there is something, and leaves after the first bytes.
  if (download.state === 'aborted' && client === 'plain') return verdictWords.update
  return progress[download.state]
}
