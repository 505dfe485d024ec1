import type { DeviceState, DeviceSummary } from '@cyberdeck-ota/schema'
import type { Tone } from '../ui/StatusDot.tsx'
import { holdWords } from './holdWords.ts'

const words: Record<DeviceState, { word: string; tone: Tone }> = {
  'up-to-date': { word: 'Up to date', tone: 'good' },
  updating: { word: 'Updating', tone: 'busy' },
  behind: { word: 'Behind', tone: 'busy' },
  held: { word: 'Held', tone: 'warning' },
  failed: { word: 'Failed', tone: 'bad' },
  unserved: { word: 'Not served', tone: 'idle' },
}

/** A state in the word that stands for it everywhere. */
export function stateWord(state: DeviceState): string {
  return words[state].word
}

export interface StateMark {
  word: string
  tone: Tone
  /** Something is under way. */
  pulse: boolean
  /** What is in the way, in a few words; null where the state says it all. */
  because: string | null
}

/** How a device's state shows. Silence is not part of it: that is said beside it. */
export function stateMark({ state, reason }: Pick<DeviceSummary, 'state' | 'reason'>): StateMark {
  const pulse = state === 'updating'
  // What would hold it at its next check-in does not hold the update under way.
  return { ...words[state], pulse, because: pulse ? null : holdWords(reason) }
}
