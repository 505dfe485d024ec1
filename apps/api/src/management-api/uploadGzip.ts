import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { type ImageFacts, inspectImage } from '@cyberdeck-ota/esp-image'
import { nativeHashes } from '../builds/nativeHashes.ts'

const unpack = promisify(gunzip)

/** The largest flash an ESP8266 can address, bytes: no app for it is longer, whatever a hostile file unpacks to. */
const flashMost = 16 * 1024 * 1024

/**
 * The ESP8266 app inside a gzip file, or null when there is something else in it or it cannot be unpacked. Only that
 * chip's boot loader (Arduino core 3, eboot) unpacks an update by itself, so what is inside decides whether a gzip
 * file is of use.
 */
export async function unpackEsp8266App(
  file: Uint8Array,
): Promise<{ bytes: Uint8Array; image: ImageFacts } | null> {
  const bytes = await unpack(file, { maxOutputLength: flashMost }).catch(() => null)
  if (!bytes) return null
  const inspection = inspectImage(bytes, nativeHashes)
  if (inspection.verdict !== 'accepted' || inspection.image.kind !== 'esp8266-app') return null
  return { bytes, image: inspection.image }
}
