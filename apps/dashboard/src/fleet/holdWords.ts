import type { Reason } from '@cyberdeck-ota/schema'

/** What keeps a device from running what is published, in the few words that fit a list; null when nothing does. */
export function holdWords(reason: Reason): string | null {
  switch (reason.code) {
    case 'held':
      return 'on hold'
    case 'quarantined':
      return reason.until === null ? 'waits to be lifted' : 'waits before it tries again'
    case 'wrong-chip':
      return 'built for another chip'
    case 'does-not-fit':
      return 'no room for it'
    case 'encrypted-build':
      return 'encrypted build'
    case 'board-unknown':
      return 'unknown board'
    case 'no-build-for-board':
      return 'no build for its board'
    case 'pin-missing':
      return 'its pinned release is gone'
    case 'secure-version':
      return 'anti-rollback'
    case 'wrong-mode':
      return 'asks for a filesystem'
    case 'unreadable-build':
      return 'file cannot be read'
    case 'cannot-record':
      return 'could not be recorded'
    case 'nothing-published':
      return `nothing on ${reason.channel}`
    case 'unknown-product':
      return 'no such product'
    case 'unknown-channel':
      return 'no such channel'
    case 'running-newer':
      return 'runs something newer'
    default:
      return null
  }
}
