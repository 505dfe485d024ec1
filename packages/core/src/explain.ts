import type { Reason } from '@cyberdeck-ota/schema'
import { formatUploaded } from './formatUploaded.ts'

/** A reason as one plain sentence about the device, for people. */
export function reasonSentence(reason: Reason): string {
  switch (reason.code) {
    case 'older':
      return `It runs ${reason.running}, which is older than ${reason.target}.`
    case 'version-unknown':
      return `It did not say what it runs, so it is taken for older than ${reason.target}.`
    case 'version-differs':
      return `It runs ${reason.running}, and nothing tells whether ${reason.target} is newer, so it gets what is published.`
    case 'recalled':
      return `It runs ${reason.running}, which is newer, and is brought back to ${reason.target}.`
    case 'same-version':
      return `It already runs ${reason.target}.`
    case 'digest-match':
      return digestSentence(reason.running, reason.target)
    case 'running-newer':
      return `It runs ${reason.running}, which is newer than ${reason.target}, and is left alone.`
    case 'wrong-mode':
      return `It asked for a "${reason.mode}" image, and only sketches are published here.`
    case 'does-not-fit':
      return `${reason.target} has ${bytes(reason.size)}, and the device has room for ${bytes(reason.freeSpace)}.`
    case 'wrong-chip':
      return `${reason.target} is built for ${reason.chip}, and this device is an ${reason.runs}.`
    case 'encrypted-build':
      return `${reason.target} is an encrypted payload, which Arduino's updater cannot install.`
    case 'board-unknown':
      return `${reason.target} has a build for each of several boards, and nothing tells which board this is.`
    case 'no-build-for-board':
      return `${reason.target} has no build for the board ${reason.board}.`
    case 'pinned':
      return `It is pinned to ${reason.target}, and ${reason.running === null ? 'did not say what it runs' : `runs ${reason.running}`}.`
    case 'pin-missing':
      return `It is pinned to ${reason.pin}, of which there is no release.`
    case 'held':
      return `${reason.target} is due, and an operator holds this device.`
    case 'stepping-stone':
      return `It ${reason.running === null ? 'did not say what it runs' : `runs ${reason.running}`}, and has to run ${reason.target} before it may run ${reason.beyond}.`
    case 'alias':
      return `It says ${reason.running}, which is accepted as another name of ${reason.target}.`
    case 'quarantined':
      return quarantineSentence(reason.target, reason.attempts, reason.until)
    case 'secure-version':
      return `${reason.target} has secure version ${reason.offers}, and what it runs has ${reason.runs}: a device that has burnt that into its fuses would never start it.`
    case 'cannot-record':
      return `The attempt at ${reason.target} could not be recorded in time, so it was not begun.`
    case 'busy':
      return `${reason.limit} downloads were under way, as many as are served at once; ${reason.target} follows at a later check-in.`
    case 'nothing-published':
      return `No release of ${reason.product} is published on ${reason.channel}.`
    case 'unknown-product':
      return `There is no product named ${reason.product}.`
    case 'unknown-channel':
      return `${reason.product} has no channel named ${reason.channel}.`
    case 'unreadable-build':
      return `The file of ${reason.target} could not be read on the server.`
    case 'malformed-request':
      return `The request could not be understood: ${reason.problem}`
  }
}

function digestSentence(said: string | null, target: string): string {
  return said === null || said === target
    ? `Its digest proves that it already runs ${target}.`
    : `Its digest proves that it already runs ${target}, although it says ${said}.`
}

function quarantineSentence(target: string, attempts: number, until: string | null): string {
  const failed = attempts === 1 ? '1 attempt' : `${attempts} attempts`
  const wait = until === null ? 'until somebody lifts that' : `before ${formatUploaded(until)}`
  return `${failed} at ${target} failed, so it is not sent again ${wait}.`
}

function bytes(count: number): string {
  return `${count.toLocaleString('en-US')} bytes`
}
