import { suggestVersion } from '@cyberdeck-ota/core'
import type { Registry } from '@cyberdeck-ota/schema'
import type { Candidate } from './candidate.ts'
import { twinsOf } from './twins.ts'
import type { Draft } from './uploadState.ts'

/** The channel that every product has. */
const channel = 'stable'

/** What to put into the form before anybody types: what the image, the file's name and the registry tell. */
export function suggestDraft(registry: Registry, fileName: string, candidate: Candidate): Draft {
  const twin = twinsOf(registry, candidate.sha256)[0]
  if (twin) return { version: twin.version, product: twin.product, board: twin.board, notes: '', channel }
  const product = suggestProduct(registry, candidate)
  return {
    version: suggestVersion({ fileName, image: candidate.image }) ?? '',
    product,
    board: suggestBoard(registry, product, candidate),
    notes: '',
    channel,
  }
}

/** The product whose builds carry the same project name where one does, else the only product there is. */
function suggestProduct(registry: Registry, { image }: Candidate): string {
  const products = Object.entries(registry.products)
  const kin = products.filter(([, { releases }]) =>
    Object.values(releases).some(({ builds }) =>
      Object.values(builds).some(({ project }) => project !== null && project === image.project),
    ),
  )
  const [only, ...others] = kin.length > 0 ? kin : products
  return only && others.length === 0 ? only[0] : 'default'
}

/** Of several boards, the one with the image's chip, if it is the only one. */
function suggestBoard(registry: Registry, product: string, { image }: Candidate): string {
  if (!Object.hasOwn(registry.products, product)) return ''
  const boards = Object.entries(registry.products[product]?.boards ?? {})
  if (boards.length < 2) return ''
  const [fitting, ...others] = boards.filter(([, { chip }]) => chip === image.chip)
  return fitting && others.length === 0 ? fitting[0] : ''
}
