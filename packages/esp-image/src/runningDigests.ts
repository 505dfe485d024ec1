import { hex } from './bytes.ts'
import { defaultHashes, type HashOptions } from './hashes.ts'
import type { ImageFacts } from './inspection.ts'

/** What a device that runs this file says of itself, lower-case hex. */
export interface RunningDigests {
  /** x-ESP32-sketch-md5, x-ESP8266-sketch-md5. */
  md5: string | null
  /** x-ESP32-sketch-sha256 (sent upper-case); esp_partition_get_sha256() of the running app. */
  sha256: string | null
}

/**
 * The digests by which a running device's build is recognised. Both null for a file that is not what ends up in flash
 * (pre-encrypted, gzip): what such a device reports cannot be known from the file.
 *
 * @param facts what `inspectImage(bytes)` said of the same bytes
 */
export function runningDigests(
  bytes: Uint8Array,
  facts: ImageFacts,
  hashes: HashOptions = {},
): RunningDigests {
  if (facts.kind === 'encrypted' || facts.kind === 'esp8266-gzip') return { md5: null, sha256: null }
  const { md5, sha256 } = { ...defaultHashes, ...hashes }
  const image = bytes.subarray(0, facts.imageLength)
  // bootloader_common_get_sha256_of_partition() answers the appended digest, and hashes the image only when it has none.
  return { md5: hex(md5(image)), sha256: facts.appendedSha256 ?? hex(sha256(image)) }
}
