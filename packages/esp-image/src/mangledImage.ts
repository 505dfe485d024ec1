import { startsWith } from './bytes.ts'
import { IMAGE_MAGIC } from './esp32Header.ts'
import type { Refused } from './inspection.ts'
import { refusal } from './refusal.ts'

/** A real image has hundreds of line feeds by chance; a few in a row after carriage returns prove nothing. */
const ENOUGH_LINE_FEEDS = 16

/** Refuses an image that a program took for text and rewrote on its way; null when there is no sign of that. */
export function refuseMangled(bytes: Uint8Array): Refused | null {
  if (isUtf8OfBinary(bytes)) return mangled('bytes that are no UTF-8 were replaced')
  if (bytes[0] === IMAGE_MAGIC && hasOnlyCrlf(bytes)) {
    return mangled('a carriage return was put before every line feed')
  }
  return null
}

function mangled(how: string): Refused {
  return refusal(
    'corrupt-image',
    `This firmware image was mangled as text on its way (${how}); copy the original again as binary, without string or line-end conversion.`,
  )
}

/** 0xE9 decoded as UTF-8 becomes U+FFFD (EF BF BD); decoded as Latin-1 and encoded again it becomes C3 A9. */
function isUtf8OfBinary(bytes: Uint8Array): boolean {
  const segmentCount = (at: number) => (bytes[at] ?? 0) >= 1 && (bytes[at] ?? 0) <= 16
  return (
    (startsWith(bytes, [0xef, 0xbf, 0xbd]) && segmentCount(3)) ||
    (startsWith(bytes, [0xc3, 0xa9]) && segmentCount(2))
  )
}

function hasOnlyCrlf(bytes: Uint8Array): boolean {
  let lineFeeds = 0
  for (let at = 1; at < bytes.length; at++) {
    if (bytes[at] !== 0x0a) continue
    if (bytes[at - 1] !== 0x0d) return false
    lineFeeds++
  }
  return lineFeeds >= ENOUGH_LINE_FEEDS
}
