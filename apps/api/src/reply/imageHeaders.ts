import type { Build } from '@cyberdeck-ota/schema'
import { type ByteRange, lengthOf } from './range.ts'

/** Strong: the same address may be answered with other bytes, never with these bytes under another tag. */
export function etagOf(sha256: string): string {
  return `"${sha256}"`
}

/**
 * Headers of an answer that carries an image or a part of it. The digests are those of the bytes sent, so a
 * part goes without. Arduino's updater compares them with what it decrypted where it decrypts
 * (`calc_post_decryption` of its `Update.h`), so an encrypted payload goes without them too.
 */
export function imageHeaders(
  build: Build,
  range: ByteRange | 'whole',
  cacheControl: string,
): Record<string, string> {
  const checkable = lengthOf(range, build.size) === build.size && build.kind !== 'encrypted'
  return {
    ...fileHeaders(build, range, cacheControl),
    ...(checkable && { 'x-MD5': build.md5, 'x-SHA256': build.sha256, 'x-SHA512': build.sha512 }),
  }
}

/** Headers of an answer that carries a file of octets or a part of it. */
export function fileHeaders(
  { sha256, size }: Pick<Build, 'sha256' | 'size'>,
  range: ByteRange | 'whole',
  cacheControl: string,
): Record<string, string> {
  return {
    'Content-Type': 'application/octet-stream',
    'Content-Length': String(lengthOf(range, size)),
    ...(range !== 'whole' && { 'Content-Range': `bytes ${range.start}-${range.end}/${size}` }),
    ETag: etagOf(sha256),
    'Cache-Control': cacheControl,
    Connection: 'close',
  }
}
