import { Refusal } from '@cyberdeck-ota/core'
import type { LiveEvent, Registry } from '@cyberdeck-ota/schema'
import { describe, expect, test } from 'vitest'
import { publishSample, sampleRegistry } from '../../test/sampleRegistry.ts'
import { DiskFull } from '../files/diskFull.ts'
import { createMemoryRegistryStore } from './memoryStore.ts'
import { openRegistry } from './registry.ts'
import type { RegistryStore } from './store.ts'

const now = () => Date.UTC(2026, 1, 21, 9)

/** A store whose saves can be made to fail, before or after they took effect. */
function obstinateStore() {
  const store = createMemoryRegistryStore()
  let obstacle: ((next: Registry) => Promise<void>) | null = null
  const save = async (next: Registry) => {
    const once = obstacle
    obstacle = null
    await once?.(next)
    await store.save(next)
  }
  return {
    store,
    obstinate: { load: store.load, revision: store.revision, save } satisfies RegistryStore,
    atNextSave: (act: (next: Registry) => Promise<void>) => {
      obstacle = act
    },
  }
}

describe('the registry', () => {
  test('begins with revision 0 in an empty store, which is kept', async () => {
    const store = createMemoryRegistryStore()
    const registry = await openRegistry(store, { now })
    expect(registry.current).toMatchObject({
      revision: 0,
      changedAt: '2026-02-21T09:00:00.000Z',
      products: {},
    })
    expect(await store.load()).toEqual(registry.current)
  })

  test('goes on with what the store holds', async () => {
    const store = createMemoryRegistryStore()
    await (await openRegistry(store, { now })).change(publishSample('1.00'), 'admin')
    const again = await openRegistry(store, { now })
    expect(again.current.revision).toBe(1)
    await again.change(publishSample('1.01'), 'admin')
    expect(await store.load()).toEqual(again.current)
  })

  test('keeps a change before it shows it, and says who made it when', async () => {
    const store = createMemoryRegistryStore()
    const registry = await openRegistry(store, { now })
    const changed = await registry.change(publishSample('1.00'), 'token CI')
    expect(changed).toBe(registry.current)
    expect(changed).toMatchObject({
      revision: 1,
      changedAt: '2026-02-21T09:00:00.000Z',
      changedBy: 'token CI',
      change: { code: 'build-published' },
    })
    expect(await store.load()).toEqual(changed)
  })

  test('applies changes that come at once one after another', async () => {
    const registry = await openRegistry(createMemoryRegistryStore(), { now })
    const versions = Array.from({ length: 20 }, (_, index) => `1.${index}`)
    const results = await Promise.all(
      versions.map((version) => registry.change(publishSample(version), 'admin')),
    )
    expect(results.map(({ revision }) => revision)).toEqual(versions.map((_, index) => index + 1))
    expect(Object.keys(registry.current.products.default?.releases ?? {})).toEqual(versions)
  })

  test('spends no revision on a change that changes nothing', async () => {
    const registry = await openRegistry(createMemoryRegistryStore(), { now })
    const before = await registry.change(publishSample('1.00'), 'admin')
    expect(await registry.change(publishSample('1.00'), 'admin')).toBe(before)
  })

  test('passes on a refusal, changes nothing by it, and serves the next change', async () => {
    const registry = await openRegistry(createMemoryRegistryStore(), { now })
    const before = registry.current
    const refused = () => {
      throw new Refusal('release-in-use', 'stable points at it.')
    }
    await expect(registry.change(refused, 'admin')).rejects.toMatchObject({ code: 'release-in-use' })
    expect(registry.current).toBe(before)
    expect((await registry.change(publishSample('1.00'), 'admin')).revision).toBe(1)
  })

  test('never keeps what is not a registry', async () => {
    const store = createMemoryRegistryStore()
    const registry = await openRegistry(store, { now })
    const broken = () => ({ products: { 'No Slug': {} as never }, note: { code: 'x', sentence: 'x' } })
    await expect(registry.change(broken, 'admin')).rejects.toThrow()
    expect(registry.current.revision).toBe(0)
    expect((await store.load())?.revision).toBe(0)
  })

  test('refuses a change that was meant for another revision', async () => {
    const registry = await openRegistry(createMemoryRegistryStore(), { now })
    await registry.change(publishSample('1.00'), 'admin', 0)
    const late = registry.change(publishSample('1.01'), 'admin', 0)
    await expect(late).rejects.toMatchObject({ code: 'revision-moved' })
    await expect(late).rejects.toThrow('admin: Published 1.00 of default to stable')
    expect(registry.current.revision).toBe(1)
  })

  test('lets exactly one of two changes through that are meant for the same revision', async () => {
    const registry = await openRegistry(createMemoryRegistryStore(), { now })
    const outcomes = await Promise.allSettled(
      ['1.00', '1.01'].map((version) => registry.change(publishSample(version), 'admin', 0)),
    )
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  })

  test('hands out snapshots that nobody can change', async () => {
    const registry = await openRegistry(createMemoryRegistryStore(), { now })
    const { products } = await registry.change(publishSample('1.00'), 'admin')
    const release = products.default?.releases['1.00']
    expect(() => Object.assign(release ?? {}, { notes: 'edited' })).toThrow(TypeError)
    expect(() => Object.assign(products, { other: {} })).toThrow(TypeError)
  })

  test('tells listeners of each new revision until they leave, and hints', async () => {
    const hints: LiveEvent[] = []
    const registry = await openRegistry(createMemoryRegistryStore(), {
      now,
      hint: (event) => hints.push(event),
    })
    const seen: number[] = []
    const leave = registry.subscribe(({ revision }) => seen.push(revision))
    await registry.change(publishSample('1.00'), 'admin')
    await registry.change(publishSample('1.00'), 'admin')
    await registry.change(publishSample('1.01'), 'admin')
    leave()
    await registry.change(publishSample('1.02'), 'admin')
    expect(seen).toEqual([1, 2])
    expect(hints).toEqual(['registry', 'registry', 'registry'])
  })

  test('applies a change again on top of what another writer saved first', async () => {
    const { store, obstinate, atNextSave } = obstinateStore()
    const registry = await openRegistry(obstinate, { now })
    atNextSave(() => store.save(sampleRegistry('0.90')))
    const changed = await registry.change(publishSample('1.00'), 'admin')
    expect(changed.revision).toBe(2)
    expect(Object.keys(changed.products.default?.releases ?? {})).toEqual(['0.90', '1.00'])
  })

  test('shows what another server saved once it is asked to, and tells listeners', async () => {
    const store = createMemoryRegistryStore()
    const registry = await openRegistry(store, { now })
    const seen: number[] = []
    registry.subscribe(({ revision }) => seen.push(revision))
    await store.save(sampleRegistry('0.90'))
    expect(registry.current.revision).toBe(0)
    await registry.refresh()
    await registry.refresh()
    expect(registry.current).toEqual(await store.load())
    expect(seen).toEqual([1])
  })

  test('begins with what another server saved that started at the same moment', async () => {
    const { store, obstinate, atNextSave } = obstinateStore()
    atNextSave(() => store.save(sampleRegistry()))
    const registry = await openRegistry(obstinate, { now })
    expect(registry.current).toEqual(sampleRegistry())
  })

  test('tells a change meant for the revision before that another writer was first', async () => {
    const { store, obstinate, atNextSave } = obstinateStore()
    const registry = await openRegistry(obstinate, { now })
    atNextSave(() => store.save(sampleRegistry('0.90')))
    await expect(registry.change(publishSample('1.00'), 'admin', 0)).rejects.toMatchObject({
      code: 'revision-moved',
    })
    expect(registry.current.revision).toBe(1)
  })

  test('gives up on a store that takes no revision at all', async () => {
    const { obstinate } = obstinateStore()
    const { RevisionTaken } = await import('./store.ts')
    const registry = await openRegistry(obstinate, { now })
    const save = async () => {
      throw new RevisionTaken()
    }
    obstinate.save = save
    await expect(registry.change(publishSample('1.00'), 'admin')).rejects.toBeInstanceOf(RevisionTaken)
  })

  test('says that the disk is full, changes nothing, and goes on when there is room again', async () => {
    const { obstinate, atNextSave } = obstinateStore()
    const registry = await openRegistry(obstinate, { now })
    atNextSave(async () => {
      throw new DiskFull('The disk that holds the data folder is full.')
    })
    await expect(registry.change(publishSample('1.00'), 'admin')).rejects.toMatchObject({ code: 'disk-full' })
    expect(registry.current.revision).toBe(0)
    expect((await registry.change(publishSample('1.00'), 'admin')).revision).toBe(1)
  })

  test('shows what the store holds after a save that failed in its last step', async () => {
    const { store, obstinate, atNextSave } = obstinateStore()
    const registry = await openRegistry(obstinate, { now })
    const seen: number[] = []
    registry.subscribe(({ revision }) => seen.push(revision))
    atNextSave(async (next) => {
      await store.save(next)
      throw new Error('the disk did not confirm')
    })
    await expect(registry.change(publishSample('1.00'), 'admin')).rejects.toThrow('did not confirm')
    expect(registry.current).toEqual(await store.load())
    expect(seen).toEqual([1])
  })
})
