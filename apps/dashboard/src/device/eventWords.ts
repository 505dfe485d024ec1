import type { DeviceEventDetail } from '@cyberdeck-ota/schema'
import { attemptMarks, evidenceSentence } from '../fleet/attemptWords.ts'
import { idWords } from '../fleet/deviceNames.ts'
import { absoluteTime } from '../ui/relativeTime.ts'
import type { Tone } from '../ui/StatusDot.tsx'

interface EventWords {
  tone: Tone
  /** What happened, in a few words. */
  title: string
  /** How it is known, or what follows; empty where the title says it all. */
  detail: string
}

/** A line of the timeline in words. */
export function eventWords(detail: DeviceEventDetail): EventWords {
  switch (detail.kind) {
    case 'first-seen':
      return {
        tone: 'good',
        title: 'First check-in',
        detail: `From ${detail.address}, ${detail.version === null ? 'without saying what it runs' : `with ${detail.version}`}.`,
      }
    case 'runs':
      return runsWords(detail)
    case 'attempt':
      return {
        tone: attemptMarks[detail.state].tone,
        title: `${detail.version}: ${attemptMarks[detail.state].word.toLowerCase()}`,
        detail: evidenceSentence(detail.state, detail.evidence, detail.version),
      }
    case 'quarantined':
      return {
        tone: 'warning',
        title: `${detail.version} is not offered for now`,
        detail: `${detail.failures === 1 ? 'One attempt' : `${detail.failures} attempts`} failed. ${
          detail.until === null
            ? 'Not offered again until somebody lifts it.'
            : `Offered again after ${absoluteTime(Date.parse(detail.until))}.`
        }`,
      }
    case 'assigned':
      return { tone: 'idle', title: `${detail.by}: ${detail.change}`, detail: '' }
    case 'lifted':
      return {
        tone: 'idle',
        title: `${detail.by}: lifted`,
        detail: `${detail.version} is offered again.`,
      }
    case 'merged':
      return {
        tone: 'idle',
        title: `${detail.by}: merged`,
        detail: `The record of ${idWords(detail.id)} is part of this one.`,
      }
  }
}

function runsWords({ from, to, proven }: Extract<DeviceEventDetail, { kind: 'runs' }>): EventWords {
  const before = from === null ? '' : ` Before: ${from}.`
  if (to === null) {
    return { tone: 'idle', title: 'Does not say any more what it runs', detail: before.trim() }
  }
  const how = proven ? 'Its digest proves it.' : 'It says so; no digest proves it.'
  return { tone: 'good', title: `Runs ${to}`, detail: `${how}${before}` }
}
