import { deleteRelease, restoreRelease } from '@cyberdeck-ota/core'
import { makeImage } from '@cyberdeck-ota/esp-image'
import { describe, expect, test } from 'vitest'
import { publishSample } from '../../test/sampleRegistry.ts'
import { createMemoryRegistryStore } from '../registry/memoryStore.ts'
import { openRegistry } from '../registry/registry.ts'
import { createMemoryBuildStore } from './memoryStore.ts'
import { DiskFull } from './store.ts'
import { sweepBuilds } from './sweep.ts'

const hour = 3_600_000
const day = 24 * hour

/** A server at time 0 that has published 1.00 and 1.01, and a clock to move. */
async function server(store = createMemoryRegistryStore()) {
  const clock = { now: 0 }
  const now = () => clock.now
  const builds = createMemoryBuildStore({ now })
  const registry = await openRegistry(store, { now })
  const keep = async (version: string) => {
    const source = async function* () {
      yield makeImage({ version })
    }
    const staged = await builds.stage(source(), 100_000)
    await builds.keep(staged)
    return staged.sha256
  }
  const upload = async (version: string) => {
    const sha256 = await keep(version)
    await registry.change(publishSample(version), 'admin')
    return sha256
  }
  const at = () => new Date(clock.now).toISOString()
  return {
    clock,
    registry,
    keep,
    remove: (version: string) =>
      registry.change(deleteRelease({ product: 'default', version, at: at() }), 'admin'),
    restore: (version: string) => registry.change(restoreRelease({ product: 'default', version }), 'admin'),
    sweep: () => sweepBuilds(registry, builds, clock.now),
    old: await upload('1.00'),
    latest: await upload('1.01'),
    kept: async () => (await builds.list()).map(({ sha256 }) => sha256).sort(),
  }
}

describe('the sweep', () => {
  test('never touches what a release refers to, however old', async () => {
    const { clock, sweep, kept, old, latest } = await server()
    clock.now = 1000 * day
    expect(await sweep()).toEqual([])
    expect(await kept()).toEqual([old, latest].sort())
  })

  test('removes bytes that nothing refers to once they are a day old, and not before', async () => {
    const { clock, keep, sweep, kept } = await server()
    const orphan = await keep('2.00')
    clock.now = day
    expect(await sweep()).toEqual([])
    clock.now = day + 1
    expect(await sweep()).toEqual([orphan])
    expect(await kept()).not.toContain(orphan)
  })

  test('spares an old orphan that an upload has just kept again', async () => {
    const { clock, keep, sweep } = await server()
    await keep('2.00')
    clock.now = 2 * day
    await keep('2.00')
    expect(await sweep()).toEqual([])
  })

  test('leaves a deleted release a day to come back, with its bytes', async () => {
    const { clock, remove, restore, sweep, kept, old } = await server()
    clock.now = 10 * day
    await remove('1.00')
    clock.now = 11 * day
    expect(await sweep()).toEqual([])
    await restore('1.00')
    clock.now = 20 * day
    expect(await sweep()).toEqual([])
    expect(await kept()).toContain(old)
  })

  test('gives up a deleted release after a day, and its bytes after it', async () => {
    const { clock, registry, remove, sweep, kept, old, latest } = await server()
    clock.now = 10 * day
    await remove('1.00')
    clock.now = 11 * day + hour
    expect(await sweep()).toEqual([old])
    expect(registry.current.products.default?.removed).toEqual({})
    expect(registry.current).toMatchObject({ changedBy: 'server', change: { code: 'removed-swept' } })
    expect(await kept()).toEqual([latest])
  })

  test('spends no revision when there is nothing to give up', async () => {
    const { registry, sweep } = await server()
    const before = registry.current
    await sweep()
    expect(registry.current).toBe(before)
  })

  test('makes room on a full disk although the registry cannot be written', async () => {
    const store = createMemoryRegistryStore()
    const { clock, keep, remove, sweep, kept, old } = await server(store)
    const orphan = await keep('2.00')
    clock.now = 10 * day
    await remove('1.00')
    clock.now = 12 * day
    store.save = async () => {
      throw new DiskFull('The disk that holds the data folder is full.')
    }
    await expect(sweep()).rejects.toMatchObject({ code: 'disk-full' })
    expect(await kept()).not.toContain(orphan)
    expect(await kept()).toContain(old)
  })
})
