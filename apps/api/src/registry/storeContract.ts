import { describe, expect, test } from 'vitest'
import { sampleRegistry } from '../../test/sampleRegistry.ts'
import { type RegistryStore, RevisionTaken } from './store.ts'

const zero = sampleRegistry()
const one = sampleRegistry('1.00')
const two = sampleRegistry('1.00', '1.01')

/** What every adapter of `RegistryStore` has to do. `open` makes an empty one. */
export function registryStoreContract(adapter: string, open: () => Promise<RegistryStore>) {
  const openWith = async (...revisions: (typeof zero)[]) => {
    const store = await open()
    for (const revision of revisions) await store.save(revision)
    return store
  }

  describe(`${adapter} as a registry store`, () => {
    test('has nothing before anything was saved', async () => {
      const store = await open()
      expect([await store.load(), await store.revision()]).toEqual([null, null])
    })

    test('loads each revision as it was saved', async () => {
      const store = await open()
      for (const revision of [zero, one, two]) {
        await store.save(revision)
        expect(await store.load()).toEqual(revision)
        expect(await store.revision()).toBe(revision.revision)
      }
    })

    test('begins with revision 0 and no other', async () => {
      const store = await open()
      await expect(store.save(one)).rejects.toBeInstanceOf(RevisionTaken)
      expect(await store.load()).toBeNull()
    })

    test('refuses a revision that was saved before, one that is older and one that skips another', async () => {
      const store = await openWith(zero, one)
      const different = { ...one, changedBy: 'somebody else' }
      for (const revision of [different, zero, sampleRegistry('1.00', '1.01', '1.02')]) {
        await expect(store.save(revision)).rejects.toBeInstanceOf(RevisionTaken)
        expect(await store.load()).toEqual(one)
      }
    })

    test('lets exactly one of two win that save the same revision at once', async () => {
      const store = await openWith(zero)
      const rivals = ['first', 'second'].map((changedBy) => ({ ...one, changedBy }))
      const outcomes = await Promise.allSettled(rivals.map((rival) => store.save(rival)))
      const winners = rivals.filter((_, index) => outcomes[index]?.status === 'fulfilled')
      expect(winners).toHaveLength(1)
      expect(await store.load()).toEqual(winners[0])
    })

    test('keeps what was saved although the saved or the loaded object changes later', async () => {
      const store = await open()
      const saved = structuredClone(zero)
      await store.save(saved)
      saved.changedBy = 'changed'
      const loaded = await store.load()
      if (loaded) loaded.changedBy = 'changed too'
      expect(await store.load()).toEqual(zero)
    })

    test('keeps text of any script and lines', async () => {
      const noted = { ...zero, changedBy: 'Zoë 🛠\u2028', change: { code: 'x', sentence: '\u0000"\\\n版本' } }
      const store = await openWith(noted)
      expect(await store.load()).toEqual(noted)
    })
  })
}
