import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BuildStore, TooLarge } from './store.ts'

/** A store under test, and how to look behind it. */
export interface StoreUnderTest {
  store: BuildStore
  /** Names of everything that lies around besides kept builds. */
  leftovers(): Promise<string[]>
}

const bytesOf = (text: string) => Buffer.from(text)
const hash = (algorithm: string, bytes: Uint8Array) => createHash(algorithm).update(bytes).digest('hex')
const plenty = 1_000_000

async function* chunks(...parts: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts
}

/** What every adapter of `BuildStore` has to do. `open` makes an empty one that takes its time from `now`. */
export function buildStoreContract(adapter: string, open: (now: () => number) => Promise<StoreUnderTest>) {
  const stageText = (store: BuildStore, text: string) => store.stage(chunks(bytesOf(text)), plenty)
  const keepText = async (store: BuildStore, text: string) => {
    const staged = await stageText(store, text)
    await store.keep(staged)
    return staged.sha256
  }

  describe(`${adapter} as a build store`, () => {
    test('keeps any bytes as they were, however they were cut, and knows their digests', async () => {
      const { store } = await open(() => 1)
      const parts = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 8 })
      await fc.assert(
        fc.asyncProperty(parts, async (given) => {
          const whole = Buffer.concat(given)
          const staged = await store.stage(chunks(...given), whole.length)
          expect(staged.size).toBe(whole.length)
          for (const algorithm of ['sha256', 'md5', 'sha512'] as const) {
            expect(staged[algorithm]).toBe(hash(algorithm, whole))
          }
          expect(whole.equals(await staged.bytes())).toBe(true)
          await store.keep(staged)
          expect((await store.read(staged.sha256))?.equals(whole)).toBe(true)
        }),
        { numRuns: 30 },
      )
    })

    test('does not mind that a source reuses its buffer', async () => {
      const { store } = await open(() => 1)
      const reused = async function* () {
        const buffer = Buffer.from('one ')
        yield buffer
        buffer.write('two ')
        yield buffer
      }
      const staged = await store.stage(reused(), plenty)
      expect((await staged.bytes()).toString()).toBe('one two ')
    })

    test('shows nothing of a staged file before it is kept', async () => {
      const { store } = await open(() => 1)
      const staged = await stageText(store, 'staged')
      expect(await store.read(staged.sha256)).toBeNull()
      expect(await store.list()).toEqual([])
    })

    test('leaves nothing behind of a file that is discarded, once or twice', async () => {
      const { store, leftovers } = await open(() => 1)
      const staged = await stageText(store, 'unwanted')
      await staged.discard()
      await staged.discard()
      expect(await leftovers()).toEqual([])
      expect(await store.list()).toEqual([])
      await expect(store.keep(staged)).rejects.toThrow('Only a staged file')
      await expect(staged.bytes()).rejects.toThrow()
    })

    test('keeps a file although it is discarded afterwards', async () => {
      const { store, leftovers } = await open(() => 1)
      const staged = await stageText(store, 'kept')
      await store.keep(staged)
      await expect(staged.bytes()).rejects.toThrow()
      await staged.discard()
      expect((await store.read(staged.sha256))?.toString()).toBe('kept')
      expect(await leftovers()).toEqual([])
    })

    test('takes a file of exactly the limit, and refuses one byte more without a trace', async () => {
      const { store, leftovers } = await open(() => 1)
      const atLimit = await store.stage(chunks(bytesOf('12345')), 5)
      await atLimit.discard()
      let ended = false
      const source = async function* () {
        try {
          yield bytesOf('123')
          yield bytesOf('456')
          yield bytesOf('never asked for')
        } finally {
          ended = true
        }
      }
      await expect(store.stage(source(), 5)).rejects.toBeInstanceOf(TooLarge)
      expect(ended).toBe(true)
      expect(await leftovers()).toEqual([])
    })

    test('passes on what the source throws, and leaves nothing behind', async () => {
      const { store, leftovers } = await open(() => 1)
      const gone = new Error('client gone')
      const source = async function* () {
        yield bytesOf('the first half')
        throw gone
      }
      await expect(store.stage(source(), plenty)).rejects.toBe(gone)
      expect(await leftovers()).toEqual([])
    })

    test('keeps the same bytes twice as one file, which counts as kept the second time', async () => {
      let now = 1_000
      const { store, leftovers } = await open(() => now)
      const sha256 = await keepText(store, 'twice')
      now = 5_000
      await keepText(store, 'twice')
      expect(await store.list()).toEqual([{ sha256, keptAt: 5_000 }])
      expect((await store.read(sha256))?.toString()).toBe('twice')
      expect(await leftovers()).toEqual([])
    })

    test('stages and keeps equal bytes side by side', async () => {
      const { store, leftovers } = await open(() => 1)
      const kept = await Promise.all(['same', 'same', 'same', 'other'].map((text) => keepText(store, text)))
      expect((await store.list()).map(({ sha256 }) => sha256).sort()).toEqual([...new Set(kept)].sort())
      expect(await leftovers()).toEqual([])
    })

    test('discarding one of two equal staged files does not touch the other', async () => {
      const { store } = await open(() => 1)
      const [one, other] = await Promise.all([stageText(store, 'same'), stageText(store, 'same')])
      await one.discard()
      await store.keep(other)
      expect((await store.read(other.sha256))?.toString()).toBe('same')
    })

    test('never lets a reader see a part of a file that is being kept', async () => {
      const { store } = await open(() => 1)
      const whole = Buffer.alloc(400_000, 'x')
      const sha256 = hash('sha256', whole)
      let keeping = true
      const reads = (async () => {
        const lengths = new Set<number | null>()
        while (keeping) lengths.add((await store.read(sha256))?.length ?? null)
        return lengths
      })()
      for (let round = 0; round < 5; round++) {
        await store.keep(await store.stage(chunks(whole), plenty))
      }
      keeping = false
      const lengths = await reads
      lengths.delete(null)
      expect([...lengths].every((length) => length === whole.length)).toBe(true)
    })

    test('hands out bytes that the reader may change', async () => {
      const { store } = await open(() => 1)
      const sha256 = await keepText(store, 'intact')
      ;(await store.read(sha256))?.fill(0)
      expect((await store.read(sha256))?.toString()).toBe('intact')
    })

    test('has nothing under names that nobody kept', async () => {
      const { store } = await open(() => 1)
      await keepText(store, 'something')
      for (const name of [hash('sha256', bytesOf('nothing')), '', '../meta', 'constructor']) {
        expect(await store.read(name)).toBeNull()
        expect(await store.delete(name)).toBe(false)
      }
    })

    test('deletes a file, unless it was kept again in the meantime', async () => {
      let now = 1_000
      const { store } = await open(() => now)
      const sha256 = await keepText(store, 'old')
      expect(await store.delete(sha256, 1_000)).toBe(false)
      now = 2_000
      await keepText(store, 'old')
      expect(await store.delete(sha256, 2_000)).toBe(false)
      expect(await store.delete(sha256, 2_001)).toBe(true)
      expect(await store.read(sha256)).toBeNull()
      expect(await store.delete(sha256)).toBe(false)
      await keepText(store, 'old')
      expect(await store.delete(sha256)).toBe(true)
      expect(await store.list()).toEqual([])
    })
  })
}
