import { findProduct, findRelease, Refusal } from '@cyberdeck-ota/core'
import type { Build, Product, Registry, Release } from '@cyberdeck-ota/schema'

/**
 * The build of a release for a board, and what it belongs to. Throws a `Refusal` that names what there is none of:
 * `unknown-product`, `unknown-release` or `not-found`.
 */
export function requireBuild(
  registry: Registry,
  name: { product: string; version: string; board: string },
): { product: Product; release: Release; build: Build } {
  const { version, board } = name
  const product = findProduct(registry, name.product)
  if (!product) throw new Refusal('unknown-product', `There is no product ${name.product}.`)
  const release = findRelease(product, version)
  if (!release) throw new Refusal('unknown-release', `${name.product} has no release ${version}.`)
  const build = Object.hasOwn(release.builds, board) ? release.builds[board] : undefined
  if (build) return { product, release, build }
  throw new Refusal('not-found', `${release.version} of ${name.product} has no build for board ${board}.`)
}
