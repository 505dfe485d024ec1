import type { Attempt, AttemptState, Evidence } from '@cyberdeck-ota/schema'
import { formatBytes } from '../ui/formatBytes.ts'
import type { Tone } from '../ui/StatusDot.tsx'
import { spanWords } from './rhythm.ts'

/** How far a device has come with a build, as a word and what it means. */
export const attemptMarks: Record<AttemptState, { word: string; tone: Tone; open: boolean }> = {
  offered: { word: 'Offered', tone: 'busy', open: true },
  downloading: { word: 'Downloading', tone: 'busy', open: true },
  delivered: { word: 'Delivered', tone: 'busy', open: true },
  confirmed: { word: 'Confirmed', tone: 'good', open: false },
  aborted: { word: 'Aborted', tone: 'warning', open: false },
  reverted: { word: 'Reverted', tone: 'bad', open: false },
  drifted: { word: 'Drifted', tone: 'bad', open: false },
  lost: { word: 'Lost', tone: 'bad', open: false },
}

/** Bytes of a download: "412 kB of 1.2 MB"; "about" where the system does not tell what arrived. */
export function bytesWords({
  acknowledged,
  size,
  approximate,
}: Pick<Attempt, 'acknowledged' | 'size' | 'approximate'>): string {
  return `${approximate ? 'about ' : ''}${formatBytes(acknowledged)} of ${formatBytes(size)}`
}

/** What proves the state that an attempt at `version` is in, as one sentence about the device. */
export function evidenceSentence(state: AttemptState, evidence: Evidence, version: string): string {
  switch (evidence.code) {
    case 'answered':
      return `It was answered with ${version}.`
    case 'bytes':
      return bytesSentence(state, evidence)
    case 'cut':
      return `The connection ended after ${formatBytes(evidence.acknowledged)} of ${formatBytes(evidence.size)}.`
    case 'declined':
      return `It read the first ${formatBytes(evidence.acknowledged)} and left, as updaters do that find an image is not for them. That is no failure.`
    case 'digest':
      return digestSentence(state, evidence)
    case 'unknown-digest':
      return `The digest it sends belongs to no known build${saying(evidence.said)}.`
    case 'version':
      return versionSentence(state, evidence.said)
    case 'asked-again':
      return 'It asked again while the download was under way, so it had given that up.'
    case 'silence':
      return `It was not heard of for ${spanWords(evidence.seconds)}, which is longer than its rhythm allows.`
    case 'server-stopped':
      return 'The server was stopped meanwhile. That is no failure.'
  }
}

function bytesSentence(state: AttemptState, bytes: Extract<Evidence, { code: 'bytes' }>): string {
  if (state !== 'delivered') return `It has taken ${bytesWords(bytes)}.`
  return bytes.approximate
    ? `All ${formatBytes(bytes.size)} were sent; this system does not tell what arrived.`
    : `It acknowledged all ${formatBytes(bytes.size)}.`
}

function digestSentence(
  state: AttemptState,
  { version, said }: Extract<Evidence, { code: 'digest' }>,
): string {
  if (version === null) return `Its digest proves that it runs a build of another product${saying(said)}.`
  const still = state === 'reverted' ? 'runs what it ran before,' : 'runs'
  const although = said === null || said === version ? '' : `, although it says ${said}`
  return `Its digest proves that it ${still} ${version}${although}.`
}

function versionSentence(state: AttemptState, said: string | null): string {
  const says =
    said === null ? 'It checked in without saying what it runs' : `It checked in and says it runs ${said}`
  return state === 'reverted' ? `${says}, as before.` : `${says}.`
}

function saying(said: string | null): string {
  return said === null ? '' : `; it says ${said}`
}
