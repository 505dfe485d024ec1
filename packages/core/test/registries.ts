import type { Build, Registry } from '@cyberdeck-ota/schema'
import fc from 'fast-check'
import {
  type Change,
  createProduct,
  declareBoard,
  deleteBoard,
  deleteChannel,
  deleteProduct,
  deleteRelease,
  editNotes,
  editRelease,
  emptyRegistry,
  publishBuild,
  Refusal,
  restoreRelease,
  setChannel,
  sweepRemoved,
} from '../src/index.ts'

export const at = '2026-02-21T09:00:00.000Z'
const later = '2026-02-23T09:00:00.000Z'

const hex = (seed: number, length: number) => seed.toString(16).padStart(length, '0')

/** A build whose digests all follow from `seed`. */
export function buildOf(seed: number, facts: Partial<Build> = {}): Build {
  return {
    sha256: hex(seed, 64),
    md5: hex(seed, 32),
    sha512: hex(seed, 128),
    size: 1000,
    kind: 'app',
    chip: 'ESP32',
    chipId: 0,
    imageLength: 1000,
    runningMd5: hex(seed + 0x1000, 32),
    runningSha256: hex(seed + 0x1000, 64),
    project: 'thermo',
    embeddedVersion: null,
    builtAt: null,
    idf: null,
    elfSha256: null,
    secureVersion: null,
    minChipRevision: null,
    maxChipRevision: null,
    flashSize: null,
    signature: null,
    factory: null,
    fileName: 'firmware.bin',
    uploadedAt: at,
    uploadedBy: 'admin',
    ...facts,
  }
}

/** Parts whose digests follow from `seed`, as Arduino lays them out on an ESP32. */
export function partsOf(seed: number): NonNullable<Build['parts']> {
  const part = (offset: number, size: number, address: number) => ({
    sha256: hex(seed + offset, 64),
    size,
    fileName: 'part.bin',
    address,
  })
  return {
    bootloader: part(0xa00, 20_000, 0x1000),
    partitions: part(0xb00, 3072, 0x8000),
    otadata: part(0xc00, 8192, 0xe000),
    appAddress: 0x10000,
  }
}

/** What the registry's one door does with a change: the next revision, or null when the registry is as asked. */
export function applied(registry: Registry, change: Change): Registry {
  const changed = change(registry)
  if (changed === null) return registry
  return deepFreeze({
    ...registry,
    revision: registry.revision + 1,
    products: changed.products,
    change: changed.note,
  })
}

/** A registry after some changes, none of which may be refused. */
export function registryOf(...changes: Change[]): Registry {
  return changes.reduce(applied, deepFreeze(emptyRegistry(at)))
}

/** As `applied`, but a refused change leaves the registry as it was. */
export function tried(registry: Registry, change: Change): Registry {
  try {
    return applied(registry, change)
  } catch (error) {
    if (error instanceof Refusal) return registry
    throw error
  }
}

/** Builds of several chips; some hold the same image with other bytes behind it, some leave no digest in a device. */
export const someBuild = fc.oneof(
  { weight: 4, arbitrary: fc.nat({ max: 5 }).map((seed) => buildOf(seed)) },
  fc.nat({ max: 5 }).map((seed) => buildOf(0x50 + seed, { ...runningAs(seed), size: 1500 })),
  fc.nat({ max: 3 }).map((seed) => buildOf(seed, { parts: partsOf(seed) })),
  fc.nat({ max: 3 }).map((seed) => buildOf(0x100 + seed, { chip: 'ESP32-S3', chipId: 9, size: 2000 })),
  fc
    .nat({ max: 2 })
    .map((seed) => buildOf(0x200 + seed, { chip: 'ESP8266', chipId: null, kind: 'esp8266-app' })),
  fc
    .nat({ max: 2 })
    .map((seed) => buildOf(0x300 + seed, { kind: 'encrypted', chip: null, chipId: null, ...unknown })),
)
const runningAs = (seed: number) => ({
  runningMd5: buildOf(seed).runningMd5,
  runningSha256: buildOf(seed).runningSha256,
})
const unknown = { runningMd5: null, runningSha256: null }

export const someProduct = fc.constantFrom('default', 'default', 'default', 'constructor')
export const someBoard = fc.constantFrom('default', 's3-sense', 'valueof')
export const someChannel = fc.constantFrom('stable', 'beta')
export const someVersion = fc.constantFrom(
  '1.00',
  '1.0',
  '1.02',
  '1.2',
  'v1.2',
  '1.10',
  '2.0-rc1',
  '2.0',
  'nightly',
)

export const someChange: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc
      .record({
        product: someProduct,
        board: fc.option(someBoard, { nil: undefined }),
        version: someVersion,
        notes: fc.option(fc.string({ maxLength: 4 }), { nil: undefined }),
        build: someBuild,
        publish: fc.option(fc.oneof(someChannel, fc.constant('none')), { nil: undefined }),
        at: fc.constant(at),
      })
      .map(publishBuild),
  },
  fc
    .record({ product: someProduct, channel: someChannel, version: someVersion, recall: fc.boolean() })
    .map(setChannel),
  fc
    .record({ product: someProduct, version: someVersion, notes: fc.string({ maxLength: 4 }) })
    .map(editNotes),
  fc
    .record({
      product: someProduct,
      version: someVersion,
      edit: fc.record(
        {
          notes: fc.string({ maxLength: 4 }),
          minFrom: fc.option(someVersion),
          aliases: fc.array(someVersion, { maxLength: 3 }),
          version: someVersion,
        },
        { requiredKeys: [] },
      ),
    })
    .map(editRelease),
  fc
    .record({ product: someProduct, version: someVersion, at: fc.constantFrom(at, later) })
    .map(deleteRelease),
  fc.record({ product: someProduct }).map(createProduct),
  fc.record({ product: someProduct }).map(deleteProduct),
  fc
    .record({ product: someProduct, board: someBoard, chip: fc.option(fc.constantFrom('ESP32', 'ESP32-S3')) })
    .map(declareBoard),
  fc.record({ product: someProduct, board: someBoard }).map(deleteBoard),
  fc.record({ product: someProduct, channel: someChannel }).map(deleteChannel),
  fc.record({ product: someProduct, version: someVersion }).map(restoreRelease),
  fc.record({ before: fc.constantFrom(at, later) }).map(sweepRemoved),
)

/** Whatever a sequence of changes leads to. */
export const someRegistry = fc
  .array(someChange, { maxLength: 30, size: 'max' })
  .map((changes) => changes.reduce(tried, deepFreeze(emptyRegistry(at))))

/** Changes are pure: one that writes into the registry it is given throws. */
function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const inner of Object.values(value)) deepFreeze(inner)
  }
  return value
}
