import type { Build, Product, Registry } from '@cyberdeck-ota/schema'
import fc from 'fast-check'
import { emptyRegistry, sameVersion } from '../src/index.ts'
import { at, buildOf } from './registries.ts'

const versions = ['0.9', '1.00', '1.02', '1.10', '2.0-rc1', '2.0', 'nightly', '3.0', 'weekly']
/** Versions of a catalogue, and names that devices may call them by. */
export const someName = fc.constantFrom(...versions, '1.0', '1.05', '4.0', 'home', 'attic')
const boards = ['default', 'cam', 's3']

const builds = fc
  .record({
    seed: fc.nat({ max: 0xfff }),
    secureVersion: fc.option(fc.nat({ max: 1 }), { freq: 2 }),
    isS3: fc.boolean(),
    tells: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.constant(false)),
  })
  .map(({ seed, secureVersion, isS3, tells }) =>
    buildOf(seed, {
      secureVersion,
      ...(isS3 && { chip: 'ESP32-S3', chipId: 9 }),
      ...(!tells && { runningMd5: null, runningSha256: null }),
    }),
  )

const releases = fc.uniqueArray(
  fc.record({
    version: fc.constantFrom(...versions),
    builds: fc.uniqueArray(fc.tuple(fc.constantFrom(...boards), builds), {
      minLength: 1,
      maxLength: 3,
      selector: ([board]) => board,
    }),
    minFrom: fc.option(fc.constantFrom(...versions), { freq: 3, nil: undefined }),
    aliases: fc.option(fc.array(someName, { maxLength: 2 }), { freq: 3, nil: undefined }),
  }),
  { minLength: 1, maxLength: 8, selector: ({ version }) => version },
)

/**
 * A product as a file edited by hand may hold it, too: stepping stones in loops, newer than what they lead to, or missing,
 * and aliases that are the versions of others.
 */
export const someCatalogue: fc.Arbitrary<Registry> = fc
  .record({ releases, latest: fc.nat(), recall: fc.boolean() })
  .map(({ releases: list, latest, recall }) => {
    const product: Product = { boards: {}, releases: {}, channels: {}, removed: {} }
    for (const { version, builds: pairs, minFrom, aliases } of list) {
      const bySeed = Object.fromEntries(pairs.map(([board, build]) => [board, unlike(build, version, board)]))
      product.releases[version] = {
        version,
        notes: '',
        uploadedAt: at,
        builds: bySeed,
        ...(minFrom !== undefined && { minFrom }),
        ...(aliases && { aliases: aliases.filter((alias) => !sameVersion(alias, version)) }),
      }
      for (const [board, { chip }] of Object.entries(bySeed)) product.boards[board] ??= { chip }
    }
    const pointed = list[latest % list.length]
    if (pointed) product.channels.stable = { version: pointed.version, recall }
    return { ...emptyRegistry(at), revision: 1, products: { default: product } }
  })

/** No two places of a catalogue hold the same bytes. */
function unlike(build: Build, version: string, board: string): Build {
  const place = versions.indexOf(version) * boards.length + boards.indexOf(board) + 1
  const mark = (digest: string | null) => digest && place.toString(16).padStart(4, '0') + digest.slice(4)
  return {
    ...build,
    sha256: mark(build.sha256) ?? build.sha256,
    runningSha256: mark(build.runningSha256),
    runningMd5: mark(build.runningMd5),
  }
}
