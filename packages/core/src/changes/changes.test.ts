import { Registry, type Release } from '@cyberdeck-ota/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  applied,
  at,
  buildOf,
  registryOf,
  someChange,
  someProduct,
  someRegistry,
  someVersion,
  tried,
} from '../../test/registries.ts'
import {
  type Change,
  deleteRelease,
  emptyRegistry,
  publishBuild,
  refusalOf,
  restoreRelease,
} from '../index.ts'
import { referencedBlobs } from '../referencedBlobs.ts'
import { compareVersions, isOrderable, sameVersion } from '../version.ts'

describe('any sequence of changes', () => {
  it('leaves a registry that is valid and whole', () => {
    fc.assert(
      fc.property(someRegistry, (registry) => {
        expect(Registry.safeParse(registry).error).toBeUndefined()
        for (const product of Object.values(registry.products)) {
          const versions = Object.keys(product.releases)
          for (const { version } of Object.values(product.channels)) expect(versions).toContain(version)
          for (const version of [...versions, ...Object.keys(product.removed)]) {
            const same = [...versions, ...Object.keys(product.removed)].filter((other) =>
              sameVersion(version, other),
            )
            expect(same).toEqual([version])
          }
          const names = Object.values(product.releases).flatMap((release) => [
            release.version,
            ...(release.aliases ?? []),
          ])
          for (const name of names) expect(names.filter((other) => sameVersion(name, other))).toEqual([name])
          const used = new Set<string>()
          for (const [version, release] of Object.entries(product.releases)) {
            expect(release.version).toBe(version)
            expect(Object.keys(release.builds)).not.toEqual([])
            for (const [board, build] of Object.entries(release.builds)) {
              used.add(board)
              expect([null, product.boards[board]?.chip]).toContain(build.chip)
            }
          }
          for (const [board, { declared }] of Object.entries(product.boards))
            expect(declared || used.has(board)).toBe(true)
          for (const board of used) expect(Object.keys(product.boards)).toContain(board)
        }
      }),
      { numRuns: 400 },
    )
  })

  it('leaves a way to every release that ends, over releases there are, each older than the next', () => {
    fc.assert(
      fc.property(someRegistry, (registry) => {
        for (const { releases } of Object.values(registry.products)) {
          for (const start of Object.values(releases)) {
            const seen: string[] = []
            for (let at: Release | undefined = start; at; ) {
              expect(seen).not.toContain(at.version)
              seen.push(at.version)
              if (at.minFrom === undefined) break
              const stone: Release | undefined = releases[at.minFrom]
              expect(stone).toBeDefined()
              if (stone && isOrderable(at.version) && isOrderable(stone.version))
                expect(compareVersions(stone.version, at.version)).toBeLessThan(0)
              at = stone
            }
          }
        }
      }),
      { numRuns: 400 },
    )
  })

  it('either changes something and says what, or spends no revision', () => {
    fc.assert(
      fc.property(someRegistry, someChange, (registry, change) => {
        if (refusalOf(change, registry) !== null) return
        const changed = change(registry)
        if (changed === null) return
        expect(changed.products).not.toEqual(registry.products)
        expect(changed.note.code).toMatch(/^[a-z]+(-[a-z]+)+$/)
        expect(changed.note.sentence).toMatch(/^[A-Z].*[^.]$/)
      }),
      { numRuns: 400 },
    )
  })

  it('done twice is done once', () => {
    fc.assert(
      fc.property(someRegistry, someChange, (registry, change) => {
        const once = tried(registry, change)
        expect(tried(once, change).products).toEqual(once.products)
      }),
      { numRuns: 400 },
    )
  })
})

describe('deleting a release', () => {
  it('is undone by restoring it, and keeps its files until then', () => {
    fc.assert(
      fc.property(someRegistry, someProduct, someVersion, (registry, product, version) => {
        const deletion = deleteRelease({ product, version, at })
        if (refusalOf(deletion, registry) !== null) return
        const deleted = applied(registry, deletion)
        expect(referencedBlobs(deleted)).toEqual(referencedBlobs(registry))
        const restored = applied(deleted, restoreRelease({ product, version }))
        expect(restored.products).toEqual(registry.products)
      }),
      { numRuns: 400 },
    )
  })
})

describe('asking whether a change is allowed', () => {
  const registry = registryOf(publishBuild({ product: 'default', version: '1.0', build: buildOf(1), at }))

  it('gives the refusal the change would throw', () => {
    const deletion = deleteRelease({ product: 'default', version: '1.0', at })
    const refusal = refusalOf(deletion, registry)
    expect(refusal?.code).toBe('release-in-use')
    expect(() => deletion(registry)).toThrow(refusal?.sentence)
  })

  it('gives null for a change that may be made, and makes nothing', () => {
    expect(
      refusalOf(publishBuild({ product: 'default', version: '1.1', build: buildOf(2), at }), registry),
    ).toBeNull()
    expect(Object.keys(registry.products.default?.releases ?? {})).toEqual(['1.0'])
  })

  it('does not swallow a defect', () => {
    const broken: Change = () => {
      throw new TypeError('broken')
    }
    expect(() => refusalOf(broken, emptyRegistry(at))).toThrow(TypeError)
  })
})
