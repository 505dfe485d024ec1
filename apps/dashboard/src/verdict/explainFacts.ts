import type { CheckInExplanation } from '@cyberdeck-ota/schema'
import { flashWords } from '../image/imageWords.ts'
import { formatBytes } from '../ui/formatBytes.ts'
import { clientWords } from './clientWords.ts'

type Fact = readonly [string, string]

/** What a poll said of itself, without what it did not say. */
export function saidFacts(said: CheckInExplanation['said']): Fact[] {
  return spoken([
    ['Client', said.client && clientWords[said.client]],
    ['Product', said.product],
    ['Board', said.board],
    ['Channel', said.channel],
    ['Version', said.version],
    ['Asked for', said.mode],
    ['Running SHA-256', said.runningSha256],
    ['Running MD5', said.runningMd5],
    ['Room for an image', bytes(said.freeSpace)],
    ['Running image', bytes(said.sketchSize)],
    ['Flash', typeof said.flashSize === 'number' ? flashWords(said.flashSize) : null],
    ['SDK', said.sdk],
  ])
}

/** What was known of the device, without what was not. */
export function knownFacts(known: NonNullable<CheckInExplanation['known']>): Fact[] {
  const facts = spoken([
    ['Learned board', known.board],
    ['Learned chip', known.chip],
    ['Channel set for it', known.channel],
    ['Pinned to', known.pin],
    ['Hold', known.hold ? 'on hold' : null],
  ])
  return facts.length > 0 ? facts : [['Assigned', 'nothing; its channel decides']]
}

function bytes(count: number | null | undefined): string | null {
  return typeof count === 'number' ? formatBytes(count) : null
}

function spoken(facts: (readonly [string, string | null | undefined])[]): Fact[] {
  return facts.flatMap(([name, value]) => (value === null || value === undefined ? [] : [[name, value]]))
}
