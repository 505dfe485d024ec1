import type { DeviceAction } from '@cyberdeck-ota/schema'
import type { Remark } from './deviceRemarks.ts'

/** Remarks as sentences, each with how many devices it is about. */
export function remarkSentences(counts: ReadonlyMap<Remark, number>, action: DeviceAction): string[] {
  return Object.entries(sentences).flatMap(([remark, sentence]) => {
    const count = counts.get(remark as Remark)
    return count === undefined ? [] : [sentence(count, targetOf(action), nameIn(action))]
  })
}

/** "1 is" or "3 are", in front of the rest of a sentence. */
export const are = (count: number) => several(count, 'is', 'are')
const have = (count: number) => several(count, 'has', 'have')
const several = (count: number, one: string, more: string) =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : more}`

/** What the devices would be meant to run. */
function targetOf(action: DeviceAction): string {
  if (action.do === 'pin') return action.version ?? 'what their channel points at'
  if (action.do === 'channel') return `what ${action.channel ?? 'the channel they name'} points at`
  return ''
}

/** What the devices' product has to have. */
function nameIn(action: DeviceAction): string {
  if (action.do === 'pin') return action.version ?? ''
  return action.do === 'channel' ? (action.channel ?? '') : ''
}

/** In the order in which they are told. */
const sentences: Record<Remark, (count: number, target: string, name: string) => string> = {
  'no-release': (count, _, name) =>
    `${are(count)} of a product that has no release ${name}, and would get nothing until unpinned.`,
  'no-channel': (count, _, name) =>
    `${are(count)} of a product that has no channel ${name}, and would get nothing until there is one.`,
  'brought-back': (count, target) =>
    `${several(count, 'runs', 'run')} something newer, and would be brought back to ${target}.`,
  'stepping-stone': (count, target) =>
    `${have(count)} to run another release before ${target}, and cannot be sent that.`,
  'no-build-for-board': (count, target) => `${have(count)} no build for their board in ${target}.`,
  'board-unknown': (count, target) =>
    `${are(count)} of a board that nothing tells, and there are builds for several in ${target}.`,
  'wrong-chip': (count, target) => `${have(count)} another chip than there are builds for in ${target}.`,
  'does-not-fit': (count, target) => `${have(count)} no room for ${target}.`,
  'encrypted-build': (count, target) => `${are(count)} not able to decrypt ${target}.`,
  'secure-version': (count, target) =>
    `${several(count, 'runs', 'run')} a build whose anti-rollback counter is above that of ${target}.`,
  quarantined: (count, target) =>
    `${several(count, 'waits', 'wait')} after attempts at ${target} that failed.`,
  held: (count) => `${are(count)} held, and would get nothing until released.`,
  pinned: (count) => `${are(count)} pinned, which counts before any channel.`,
  updating: (count) => `${are(count)} being updated right now; a download that has begun is finished.`,
  weak: (count) =>
    `${are(count)} known by an address only, behind which there may be several devices, or another one tomorrow.`,
}
