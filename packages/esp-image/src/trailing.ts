import type { Hash } from './hashes.ts'
import type { ImageNote, SignatureFacts } from './inspection.ts'
import { isPadding } from './padding.ts'
import { findSignature, hasSignatureSector } from './signature.ts'

/** What follows an image. `end` is the offset after the signature, or after the image when unsigned. */
export interface Trailing {
  signature: SignatureFacts | null
  end: number
  notes: ImageNote[]
}

/** Devices ignore what follows an image, so nothing here refuses: it is named. */
export function readTrailing(bytes: Uint8Array, imageLength: number, sha256: Hash): Trailing {
  const found = findSignature(bytes, imageLength, sha256)
  const end = found?.end ?? imageLength
  return { signature: found?.facts ?? null, end, notes: noteOnRest(bytes, imageLength, end) }
}

function noteOnRest(bytes: Uint8Array, imageLength: number, end: number): ImageNote[] {
  const rest = bytes.length - end
  if (rest === 0) return []
  if (isPadding(bytes, end)) {
    return [{ code: 'padding', detail: `${rest} bytes of padding (0xFF or 0x00) follow the image` }]
  }
  const broken = end === imageLength && hasSignatureSector(bytes, imageLength)
  const what = broken ? ', among them a secure boot signature whose CRC is wrong' : ''
  return [{ code: 'unknown-trailing-bytes', detail: `${rest} unknown bytes follow the image${what}` }]
}
