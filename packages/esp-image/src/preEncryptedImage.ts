import { u32 } from './bytes.ts'
import { bareFacts } from './imageFacts.ts'
import type { NeedsOverride, Refused } from './inspection.ts'
import { isPadding } from './padding.ts'
import { truncated } from './reading.ts'
import { refusal } from './refusal.ts'

// esp_encrypted_img (idf-extra-components): a 512-byte header, the plaintext's size at 404.
const MAGIC = 0x0788b6cf
const HEADER_LENGTH = 512
const SIZE_AT = 404

/** ESP-IDF's pre-encrypted OTA payload: opaque here, so only its length can be checked. Null when it is none. */
export function readPreEncrypted(bytes: Uint8Array): NeedsOverride | Refused | null {
  if (u32(bytes, 0) !== MAGIC) return null
  const length = HEADER_LENGTH + u32(bytes, SIZE_AT)
  if (bytes.length < HEADER_LENGTH) return cutShort(HEADER_LENGTH - bytes.length, false)
  if (bytes.length < length) return cutShort(length - bytes.length, true)
  const rest = bytes.length - length
  return {
    verdict: 'needs-override',
    override: 'encrypted',
    code: 'encrypted-image',
    sentence:
      'This is a pre-encrypted update (esp_encrypted_img), whose chip and version cannot be read here; upload it again marked as encrypted, for devices whose app decrypts it.',
    image: bareFacts('encrypted', null, length),
    notes:
      rest === 0
        ? []
        : [
            {
              code: isPadding(bytes, length) ? 'padding' : 'unknown-trailing-bytes',
              detail: `${rest} bytes follow the encrypted payload`,
            },
          ],
  }
}

function cutShort(missing: number, exact: boolean): Refused {
  const { code, sentence } = truncated(missing, exact)
  return refusal(code, sentence)
}
