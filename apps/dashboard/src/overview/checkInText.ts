import { reasonSentence } from '@cyberdeck-ota/core'
import type { CheckInRecord } from '@cyberdeck-ota/schema'
import { answerOf } from '../fleet/verdictWords.ts'

/** Everything of a check-in that is on screen, for the filter. */
export function checkInText(item: CheckInRecord): string {
  const { device, address, product, board, version, runs, reason } = item
  return [device, address, product, board, version, runs, answerOf(item).word, reasonSentence(reason)].join(
    ' ',
  )
}
