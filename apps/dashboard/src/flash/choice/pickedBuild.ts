import type { Build } from '@cyberdeck-ota/schema'
import type { Firmware } from './firmware.ts'
import type { ProductChoice, ReleaseChoice } from './releaseChoices.ts'

/** What the pickers show, out of the choice that all ways share. */
export interface PickedBuild {
  product: ProductChoice
  release: ReleaseChoice
  /** Null while it is open which of several boards is meant. */
  board: string | null
  build: Build | null
}

/** Of what is not a release, or not in the library any more, the usual one stands there. Null in an empty library. */
export function pickedBuild(
  choices: readonly ProductChoice[],
  firmware: Firmware | null,
): PickedBuild | null {
  const wanted = firmware?.kind === 'release' ? firmware : null
  const product = choices.find(({ name }) => name === wanted?.product) ?? choices[0]
  if (!product) return null
  const sameProduct = product.name === wanted?.product
  const release =
    (sameProduct && product.releases.find(({ version }) => version === wanted.version)) || product.usual
  const { builds } = release
  const found =
    builds.find(({ board }) => sameProduct && board === wanted.board) ??
    (builds.length === 1 ? builds[0] : undefined)
  return { product, release, board: found?.board ?? null, build: found?.build ?? null }
}
