import type { AttemptHandle } from '../fleet/fleet.ts'
import type { ByteRange } from '../reply/range.ts'
import type { Report } from './sendImage.ts'

/** A request for bytes `start` to `end` of the image `sha256`, which has `size`. */
export interface Part extends ByteRange {
  device: string
  sha256: string
  size: number
}

/**
 * The attempts of devices that fetch one image by several requests, as `esp_https_ota` does with partial downloads and
 * resumption. One attempt goes on until the last byte, or until the device has stayed away for too long.
 */
export interface PartedDownloads {
  /**
   * Who hears of a part that continues the device's download; null when there is none to continue. A part that begins
   * anew gives up what was under way.
   */
  continued(part: Part): Report | null
  /** Who hears of the first part; `attempt` was opened for it. */
  begun(part: Part, attempt: AttemptHandle): Report
}

interface UnderWay {
  attempt: AttemptHandle
  /** The part that was asked for last; what becomes of an earlier one is of no account any more. */
  part: Part
  isOver: boolean
  /** Bytes from the image's start that have arrived. */
  reached: number
  /** Runs from the end of a part until the next one. */
  patience: NodeJS.Timeout | null
}

/** @param between how long a device may take from one part to the next before it has given the image up, ms */
export function createPartedDownloads(between = 300_000): PartedDownloads {
  const underWay = new Map<string, UnderWay>()

  const forget = (one: UnderWay) => {
    if (one.patience) clearTimeout(one.patience)
    if (underWay.get(one.part.device) === one) underWay.delete(one.part.device)
  }

  const giveUp = (one: UnderWay) => {
    forget(one)
    one.attempt.cut(one.reached)
  }

  const follow = (one: UnderWay): Report => {
    const { part } = one
    return ({ state, sent, approximate }) => {
      if (one.part !== part) return
      // Parts that leave a gap are no image, however many bytes they are.
      if (part.start <= one.reached) one.reached = Math.max(one.reached, part.start + sent)
      one.isOver = state === 'complete'
      if (one.isOver && one.reached === part.size) {
        forget(one)
        return one.attempt.delivered(approximate)
      }
      if (one.reached > 0) one.attempt.downloading(one.reached, approximate)
      if (state !== 'running') one.patience = setTimeout(() => giveUp(one), between).unref()
    }
  }

  return {
    continued: (part) => {
      const one = underWay.get(part.device)
      if (one === undefined) return null
      if (part.sha256 !== one.part.sha256 || part.start === 0) {
        giveUp(one)
        return null
      }
      if (one.patience) clearTimeout(one.patience)
      // It knows better than the server how much arrived before the connection broke.
      if (!one.isOver) one.reached = Math.max(one.reached, part.start)
      one.part = part
      return follow(one)
    },
    begun: (part, attempt) => {
      const one: UnderWay = { attempt, part, isOver: false, reached: 0, patience: null }
      underWay.set(part.device, one)
      return follow(one)
    },
  }
}
