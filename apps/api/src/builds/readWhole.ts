import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { DamagedBuild } from './store.ts'

/** Read and hashed at a time: less than a millisecond of hashing, so that polls are answered in between. */
const sliceSize = 512 * 1024

/** The file at `path` in one buffer, or null when there is none. Throws {@link DamagedBuild} when it is not `sha256`. */
export async function readWhole(path: string, sha256: string): Promise<Buffer | null> {
  const file = await openIfThere(path)
  if (!file) return null
  try {
    const bytes = Buffer.allocUnsafeSlow((await file.stat()).size)
    const hash = createHash('sha256')
    for (let at = 0; at < bytes.length; ) {
      const { bytesRead } = await file.read(bytes, at, Math.min(sliceSize, bytes.length - at))
      if (bytesRead === 0) break
      hash.update(bytes.subarray(at, at + bytesRead))
      at += bytesRead
    }
    if (hash.digest('hex') !== sha256) {
      throw new DamagedBuild(`${path} has changed on the disk: its bytes are not those of its name.`)
    }
    return bytes
  } finally {
    await file.close()
  }
}

async function openIfThere(path: string) {
  try {
    return await open(path, 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
