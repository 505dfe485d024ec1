import type { Verdict } from '@cyberdeck-ota/core'
import type { ClientKind, DeviceReply } from '@cyberdeck-ota/schema'
import { imageHeaders } from './imageHeaders.ts'
import type { ByteRange } from './range.ts'
import { notModified, textReply } from './textReply.ts'

/** Who asked, as far as the answer's form depends on it. */
export interface Asked {
  client: ClientKind
  /** A browser is offered a kept-alive connection, a device never. */
  browser?: boolean
  /** What part of an image was asked for; all of it when absent. */
  range?: ByteRange | 'whole'
}

/**
 * The exact answer that a verdict gets, byte for byte but for the `Date` that Node adds. To an updater every 200 is
 * firmware, and every other status but 304 a fault; a plain client gets the words that the seed's sketch expects.
 */
export function replyOf(verdict: Verdict, { client, browser = false, range = 'whole' }: Asked): DeviceReply {
  if (verdict.kind === 'update') {
    const { build } = verdict
    const headers = imageHeaders(build, range, 'no-store')
    return { status: range === 'whole' ? 200 : 206, headers, body: null, image: build.sha256 }
  }
  if (verdict.kind === 'no-firmware') return noFirmware(browser)
  if (client !== 'plain') return nothingNew
  return (browser ? keptAlive : closing).upToDate
}

/** The answer where a product has nothing published, word for word as the seed's sketch expects it. */
export function noFirmware(browser: boolean): DeviceReply {
  return (browser ? keptAlive : closing).noFirmware
}

const texts = (browser: boolean) => ({
  noFirmware: textReply(503, 'No firmware available', browser),
  upToDate: textReply(200, 'Uptodate', browser),
})

/** Made once: they answer most polls. */
const closing = texts(false)
const keptAlive = texts(true)
const nothingNew = notModified()
