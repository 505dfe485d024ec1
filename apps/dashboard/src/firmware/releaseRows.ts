import { compareVersions } from '@cyberdeck-ota/core'
import type { FleetCount, Product, Registry, Release } from '@cyberdeck-ota/schema'
import { devicesOf, devicesRunning } from '../fleet/fleetCounts.ts'
import { releaseBadges } from '../releaseActions/releaseBadges.ts'
import { hasWords, wordsOf } from '../ui/words.ts'

/** Which releases to list: what a channel points at, what devices run, or what is neither. */
export const shows = ['published', 'running', 'unused'] as const
export type Show = (typeof shows)[number]

export interface FirmwareFilter {
  /** Words that a release must have. */
  find: string
  /** Undefined: all. */
  show: Show | undefined
}

/** A release as a row of the list. */
export interface ReleaseRow {
  registry: Registry
  productName: string
  product: Product
  release: Release
  /** Devices that say they run it, and how many the product has. */
  devices: number
  devicesInAll: number
}

/** The releases of a product that pass the filter, newest version first. */
export function releaseRows(
  registry: Registry,
  running: FleetCount[],
  productName: string,
  { find, show }: FirmwareFilter,
): ReleaseRow[] {
  const product = registry.products[productName]
  if (!product) return []
  const words = wordsOf(find)
  const devicesInAll = devicesOf(running, productName)
  return Object.values(product.releases)
    .sort((a, b) => compareVersions(b.version, a.version))
    .map((release) => ({
      registry,
      productName,
      product,
      release,
      devices: devicesRunning(running, productName, release.version),
      devicesInAll,
    }))
    .filter((row) => isShown(row, show) && hasWords(textOf(row), words))
}

function isShown({ product, release, devices }: ReleaseRow, show: Show | undefined): boolean {
  if (show === 'running') return devices > 0
  const published = Object.values(product.channels).some(({ version }) => version === release.version)
  if (show === 'published') return published
  return show === undefined || (!published && devices === 0)
}

/** Everything that one may look for. */
function textOf({ productName, product, release }: ReleaseRow): string {
  const { version, notes, builds, aliases = [] } = release
  return [
    productName,
    version,
    notes,
    ...aliases,
    ...releaseBadges(product, version).map(({ word }) => word),
    ...Object.entries(builds).flatMap(([board, { chip, project, sha256, md5, fileName }]) => [
      board,
      chip,
      project,
      sha256,
      md5,
      fileName,
    ]),
  ].join(' ')
}
