import { createHash } from 'node:crypto'
import { type FileDigests, TooLarge } from './store.ts'

/** What a file that passed through {@link digesting} turned out to be. */
export interface Digested extends FileDigests {
  size: number
}

/**
 * Gives each chunk of `source` to `write` and hashes it on the way, so that no file is hashed in one go, which would
 * hold up every other request for as long. Throws {@link TooLarge} before a byte past `limit` is written.
 */
export async function digesting(
  source: AsyncIterable<Uint8Array>,
  limit: number,
  write: (chunk: Uint8Array) => Promise<void>,
): Promise<Digested> {
  const sha256 = createHash('sha256')
  const md5 = createHash('md5')
  const sha512 = createHash('sha512')
  let size = 0
  for await (const chunk of source) {
    size += chunk.length
    if (size > limit) throw new TooLarge(`The file is larger than ${limit} bytes.`)
    for (const hash of [sha256, md5, sha512]) hash.update(chunk)
    await write(chunk)
  }
  return { size, sha256: sha256.digest('hex'), md5: md5.digest('hex'), sha512: sha512.digest('hex') }
}
