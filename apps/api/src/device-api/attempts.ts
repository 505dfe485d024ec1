import type { DownloadProgress } from '@cyberdeck-ota/schema'
import type { AttemptHandle, Caller } from '../fleet/fleet.ts'

/** Whether it is certain enough who calls for what it does to be held against a build. */
export function isCertain({ device, identity }: Caller): boolean {
  return device !== null && identity !== 'address'
}

/** Tells an attempt how the download of its whole image goes. */
export function tellAttempt(attempt: AttemptHandle, { state, sent, approximate }: DownloadProgress): void {
  if (state === 'complete') attempt.delivered(approximate)
  else if (state === 'aborted') attempt.cut(sent)
  else if (sent > 0) attempt.downloading(sent, approximate)
}
