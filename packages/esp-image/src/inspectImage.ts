import { hasAppDescriptor } from './appDescriptor.ts'
import { refuseFilesystem } from './filesystemImage.ts'
import { readFirmwareImage } from './firmwareImage.ts'
import { refuseForeignFile } from './foreignFile.ts'
import { defaultHashes, type Hash, type HashOptions } from './hashes.ts'
import { bareFacts } from './imageFacts.ts'
import type { Accepted, Inspection, Merged, NeedsOverride, Refused } from './inspection.ts'
import { refuseMangled } from './mangledImage.ts'
import { readMergedImage } from './mergedImage.ts'
import { refuseOpaque } from './opaqueFile.ts'
import { isOtadata } from './otadata.ts'
import { isPadding } from './padding.ts'
import { parsePartitionTable } from './partitionTable.ts'
import { readPreEncrypted } from './preEncryptedImage.ts'
import type { AppReading, Reading } from './reading.ts'
import { APP_FILE, bootloaderRefusal, ramRefusal, refusal } from './refusal.ts'
import { refuseText } from './textFile.ts'

export interface InspectOptions extends HashOptions {
  /**
   * Take a gzip file for an ESP8266 app. Only that chip's bootloader unpacks one, and what is inside cannot be checked
   * here, so the caller must know that the file is meant for ESP8266.
   */
  acceptGzip?: boolean
}

/**
 * Says what a file is and whether devices may be sent it. Any bytes have an answer: it never throws, and takes time linear
 * in the file's length. SHA-256 is computed over apps only, and only once their checksum byte holds.
 */
export function inspectImage(bytes: Uint8Array, options: InspectOptions = {}): Inspection {
  if (isPadding(bytes)) return refuseEmpty(bytes)
  const sha256 = options.sha256 ?? defaultHashes.sha256
  const reading = readFirmwareImage(bytes, sha256)
  if (reading?.found === 'app') return judgeApp(reading)
  if (reading) return inspectNoApp(bytes, reading, sha256, options)
  return (
    readPreEncrypted(bytes) ??
    takeGzip(bytes, options) ??
    refuseForeignFile(bytes) ??
    readMergedImage(bytes, sha256, options) ??
    refusePartitionData(bytes, options) ??
    refuseFilesystem(bytes) ??
    refuseMangled(bytes) ??
    refuseText(bytes) ??
    refuseOpaque(bytes)
  )
}

/** A factory image can begin with a bootloader, whole or damaged; it never begins with an app. */
function inspectNoApp(
  bytes: Uint8Array,
  reading: Exclude<Reading, AppReading>,
  sha256: Hash,
  options: InspectOptions,
): Merged | Refused {
  const merged = hasAppDescriptor(bytes) ? null : readMergedImage(bytes, sha256, options)
  if (merged) return merged
  if (reading.found === 'broken') return refuseMangled(bytes) ?? refusal(reading.code, reading.sentence)
  return reading.found === 'bootloader' ? bootloaderRefusal : ramRefusal
}

function judgeApp({ image, notes }: AppReading): Accepted | NeedsOverride {
  if (image.kind !== 'app-without-descriptor') return { verdict: 'accepted', image, notes }
  return {
    verdict: 'needs-override',
    override: 'no-descriptor',
    code: 'no-descriptor',
    sentence:
      'This app carries no description of itself (ESP-IDF before 3.3, Zephyr and some others write none), so its version cannot be read; upload it again marked as such and name its version.',
    image,
    notes,
  }
}

function refuseEmpty(bytes: Uint8Array): Refused {
  const what = bytes.length === 0 ? 'This file is empty' : 'This file holds only erased flash or zeros'
  return refusal('empty-file', `${what}; upload ${APP_FILE}.`)
}

/** A whole gzip header (RFC 1952) with the one method it knows, deflate, is all that can be told without unpacking. */
function takeGzip(bytes: Uint8Array, { acceptGzip }: InspectOptions): Accepted | null {
  if (!acceptGzip || bytes.length < 18 || bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8)
    return null
  return { verdict: 'accepted', image: bareFacts('esp8266-gzip', 'ESP8266', bytes.length), notes: [] }
}

function refusePartitionData(bytes: Uint8Array, hashes: HashOptions): Refused | null {
  if (parsePartitionTable(bytes, 0, hashes)) {
    return refusal(
      'partition-table',
      `This is a partition table (the map of the flash, not its contents); upload ${APP_FILE}.`,
    )
  }
  if (!isOtadata(bytes)) return null
  return refusal(
    'otadata-image',
    `This is boot_app0.bin or other otadata (it only selects the slot to start); upload ${APP_FILE}.`,
  )
}
