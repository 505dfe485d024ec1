import { expect, test } from 'vitest'
import { createImageCache } from './imageCache.ts'

/** A cache over files of 10 bytes, each named by a letter, and what it asked its store for. */
function cacheOf(
  limit: number,
  read = async (sha256: string): Promise<Buffer | null> => Buffer.alloc(10, sha256),
) {
  const reads: string[] = []
  const failures: unknown[] = []
  const clock = { now: 0 }
  const cache = createImageCache({
    builds: {
      read: (sha256) => {
        reads.push(sha256)
        return read(sha256)
      },
    },
    limit,
    now: () => clock.now,
    failed: (sha256, error) => failures.push([sha256, error]),
  })
  return { cache, reads, failures, clock }
}

test('an image is read once for all who wait for it, and then is at hand at once', async () => {
  const { cache, reads } = cacheOf(100)
  const [first, second] = await Promise.all([cache.get('a'), cache.get('a')])
  expect(first).toBe(second)
  expect(cache.get('a')).toBe(first)
  expect(reads).toEqual(['a'])
})

test('past its limit the cache forgets the image that was used longest ago', async () => {
  const { cache, reads } = cacheOf(20)
  await cache.get('a')
  await cache.get('b')
  await cache.get('a')
  await cache.get('c')
  expect(cache.get('a')).toBeInstanceOf(Buffer)
  expect(cache.get('c')).toBeInstanceOf(Buffer)
  await cache.get('b')
  expect(reads).toEqual(['a', 'b', 'c', 'b'])
})

test('an image larger than the whole cache stays until another is used', async () => {
  const { cache, reads } = cacheOf(5)
  await cache.get('a')
  expect(cache.get('a')).toBeInstanceOf(Buffer)
  await cache.get('b')
  await cache.get('a')
  expect(reads).toEqual(['a', 'b', 'a'])
})

test.each([
  ['is not there', async () => null, null],
  ['cannot be read', async () => Promise.reject(new Error('bad disk')), new Error('bad disk')],
])('an image that %s is looked for again only after ten seconds', async (_what, read, error) => {
  const { cache, reads, failures, clock } = cacheOf(100, read)
  expect(await cache.get('a')).toBeNull()
  clock.now = 9_999
  expect(cache.get('a')).toBeNull()
  expect(reads).toEqual(['a'])
  clock.now = 10_000
  expect(await cache.get('a')).toBeNull()
  expect(reads).toEqual(['a', 'a'])
  expect(failures).toEqual([
    ['a', error],
    ['a', error],
  ])
})
