import type { BuildStore } from '../builds/store.ts'

/** Whole images in memory, each one Buffer that all its downloads share. Nobody writes to them. */
export interface ImageCache {
  /**
   * The image: at once when it is in memory, else as soon as it is read, once for all who wait. Null when
   * there is none or its bytes cannot be read; that is remembered for ten seconds, so that polls do not turn
   * into disk reads. Never rejects.
   */
  get(sha256: string): Buffer | null | Promise<Buffer | null>
}

const retryAfter = 10_000

export interface ImageCacheOptions {
  builds: Pick<BuildStore, 'read'>
  /** Bytes to keep at most; the image used last stays even when it alone is larger. */
  limit: number
  /** ms since 1970. */
  now: () => number
  /** Told once per failed attempt; `error` is null when there is no such file. */
  failed: (sha256: string, error: unknown) => void
}

/** Forgets the images that were used longest ago. Those still being sent stay in memory until they are. */
export function createImageCache({ builds, limit, now, failed }: ImageCacheOptions): ImageCache {
  const kept = new Map<string, Buffer>()
  const loading = new Map<string, Promise<Buffer | null>>()
  const failures = new Map<string, number>()
  let size = 0

  const keep = (sha256: string, image: Buffer) => {
    kept.set(sha256, image)
    size += image.length
    for (const [oldest, { length }] of kept) {
      if (size <= limit || oldest === sha256) break
      kept.delete(oldest)
      size -= length
    }
  }

  const load = async (sha256: string): Promise<Buffer | null> => {
    try {
      const image = await builds.read(sha256)
      if (image === null) fail(sha256, null)
      else keep(sha256, image)
      return image
    } catch (error) {
      fail(sha256, error)
      return null
    }
  }

  const fail = (sha256: string, error: unknown) => {
    failures.set(sha256, now())
    failed(sha256, error)
  }

  return {
    get: (sha256) => {
      const image = kept.get(sha256)
      if (image) {
        kept.delete(sha256)
        kept.set(sha256, image)
        return image
      }
      const failedAt = failures.get(sha256)
      if (failedAt !== undefined && now() - failedAt < retryAfter) return null
      failures.delete(sha256)
      const read = loading.get(sha256) ?? load(sha256).finally(() => loading.delete(sha256))
      loading.set(sha256, read)
      return read
    },
  }
}
