import type { Build, ChangeNote, Channel, Product, Release } from '@cyberdeck-ota/schema'
import type { Change } from '../change.ts'
import { findProduct, findRelease, own } from '../find.ts'
import { Refusal } from '../refusal.ts'
import { sameVersion } from '../version.ts'
import { boardFor, boardsOf, requireSameChip } from './boards.ts'
import { emptyProduct } from './createProduct.ts'
import { requireFree } from './releaseNames.ts'
import { withProduct } from './withProduct.ts'

/** A build and the place it is to take. */
export interface PublishRequest {
  product: string
  /** Without one: the product's only board, else the only one with the image's chip; `default` when it has none yet. */
  board?: string | undefined
  version: string
  /** A release that is there already and has notes keeps them. */
  notes?: string | undefined
  build: Build
  /** A channel to point at the release, or `none`. Without it, the first release of a product goes to `stable`. */
  publish?: string | undefined
  /** Timestamp of the upload. */
  at: string
}

/**
 * Puts a build into the release of its version, making product, board and release as needed. Bytes that are there
 * already are that build: then only a channel may change, notes be added where there are none, and the factory image or
 * parts that come along take the place of those it has.
 * Refused: `version-exists` when the same version has other bytes for that board or is an alias of another release,
 * `wrong-chip` when the board is for another chip, `bad-field` when nothing tells which of several boards it is for.
 */
export function publishBuild(request: PublishRequest): Change {
  return (registry) => {
    const product = findProduct(registry, request.product) ?? emptyProduct
    const { board: named, build } = request
    const board = boardFor(request.product, product.boards, { named, chip: build.chip })
    const before = findRelease(product, request.version)
    const present = before && own(before.builds, board)
    if (before && present && present.sha256 !== build.sha256) throw versionExists(request, before, board)
    requireSameChip(request.product, product.boards, board, build)
    if (before === null) requireFree(request.product, Object.values(product.releases), request.version)

    const release = releaseWith(request, before, board)
    const channels = channelsWith(request, product, release)
    if (release === before && channels === product.channels) return null
    const releases = { ...product.releases, [release.version]: release }
    const removed = Object.fromEntries(
      Object.entries(product.removed).filter(([version]) => !sameVersion(version, release.version)),
    )
    return {
      products: withProduct(registry, request.product, {
        ...product,
        boards: boardsOf(releases, product.boards),
        releases,
        channels,
        removed,
      }),
      note: noteOf(request, product, release, board, channels),
    }
  }
}

function releaseWith(
  { version, notes, build, at }: PublishRequest,
  before: Release | null,
  board: string,
): Release {
  if (before === null) return { version, notes: notes ?? '', uploadedAt: at, builds: { [board]: build } }
  const noted = before.notes || (notes ?? '')
  const known = own(before.builds, board)
  const kept = known ? withFactory(known, build) : build
  if (kept === known && noted === before.notes) return before
  return {
    ...before,
    notes: noted,
    builds: kept === known ? before.builds : { ...before.builds, [board]: kept },
  }
}

/** What a cable writes beside the app is replaced as a whole: a bootloader belongs to its partition table. */
function withFactory(known: Build, coming: Build): Build {
  if (!hasFactory(coming) || sameFactory(known, coming)) return known
  const { factory: _factory, parts: _parts, ...rest } = known
  return { ...rest, factory: coming.factory, ...(coming.parts && { parts: coming.parts }) }
}

function hasFactory({ factory, parts }: Build): boolean {
  return factory !== null || parts !== undefined
}

/** Files that are called otherwise are the same files. */
function sameFactory(a: Build, b: Build): boolean {
  const placed = ({ factory, parts }: Build) =>
    [factory, parts?.bootloader, parts?.partitions, parts?.otadata]
      .map((file) => (file ? `${file.sha256}@${file.address}` : ''))
      .join()
  return placed(a) === placed(b)
}

function channelsWith(
  { publish }: PublishRequest,
  product: Product,
  { version }: Release,
): Record<string, Channel> {
  const isFirst = Object.keys(product.releases).length === 0
  const channel = publish ?? (isFirst ? 'stable' : 'none')
  if (channel === 'none' || own(product.channels, channel)?.version === version) return product.channels
  return { ...product.channels, [channel]: { version, recall: false } }
}

function noteOf(
  request: PublishRequest,
  product: Product,
  { version }: Release,
  board: string,
  channels: Record<string, Channel>,
): ChangeNote {
  const name = request.product
  const moved = Object.keys(channels).find((channel) => channels[channel] !== own(product.channels, channel))
  if (moved !== undefined) {
    return { code: 'build-published', sentence: `Published ${version} of ${name} to ${moved}` }
  }
  const before = own(product.releases, version)
  if (before === undefined) return { code: 'build-added', sentence: `Added ${version} of ${name}` }
  const known = own(before.builds, board)
  if (!known) return { code: 'build-added', sentence: `Added board ${board} to ${version} of ${name}` }
  if (!hasFactory(request.build) || sameFactory(known, request.build)) {
    return { code: 'notes-edited', sentence: `Edited the notes of ${version} of ${name}` }
  }
  const what = request.build.parts ? 'factory parts' : 'factory image'
  return hasFactory(known)
    ? { code: 'factory-replaced', sentence: `Replaced what a cable writes beside ${version} of ${name}` }
    : { code: 'factory-added', sentence: `Added the ${what} of ${version} of ${name}` }
}

function versionExists({ product, version }: PublishRequest, before: Release, board: string): Refusal {
  const spelled = before.version === version ? '' : ` (the same version as ${version})`
  return new Refusal(
    'version-exists',
    `${product} has a release ${before.version}${spelled} with other bytes for board ${board}: ` +
      'give this build a higher version, or delete that release first.',
  )
}
