import type { Refused } from './inspection.ts'
import { hexByte } from './reading.ts'
import { APP_FILE, refusal } from './refusal.ts'

const SAMPLE = 64 * 1024
/** Below this many bytes even random data does not reach 7.9 bits of measured entropy for sure. */
const ENOUGH = 16 * 1024

/** The last answer: bytes that nothing else recognised. */
export function refuseOpaque(bytes: Uint8Array): Refused {
  const sample = bytes.subarray(0, SAMPLE)
  if (bytes.length % 16 === 0 && sample.length >= ENOUGH && entropy(sample) > 7.9) {
    return refusal(
      'not-an-image',
      `This file looks encrypted throughout, as a flash-encrypted image read back from a device is; upload ${APP_FILE}, as it was built (the device encrypts it itself).`,
    )
  }
  const start = Array.from(bytes.subarray(0, 2), hexByte).join(' ')
  return refusal(
    'not-an-image',
    `This is not an ESP firmware image (it starts with ${start}, an app starts with 0xe9); upload ${APP_FILE}.`,
  )
}

/** Shannon entropy in bits per byte, 0 to 8. */
function entropy(sample: Uint8Array): number {
  const counts = new Uint32Array(256)
  for (const byte of sample) counts[byte] = (counts[byte] ?? 0) + 1
  let bits = 0
  for (const count of counts) {
    if (count > 0) bits -= (count / sample.length) * Math.log2(count / sample.length)
  }
  return bits
}
