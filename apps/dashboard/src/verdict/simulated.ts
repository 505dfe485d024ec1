import { findProduct } from '@cyberdeck-ota/core'
import type { ClientKind, Registry, SimulateRequest } from '@cyberdeck-ota/schema'

/** The fields of a simulated poll; what is empty is not said. */
export interface Simulated {
  product: string
  version: string
  device: string
  board: string
  channel: string
  client: ClientKind
}

/** The request that the fields stand for. */
export function requestOf({ product, client, ...rest }: Simulated): SimulateRequest {
  const said = Object.entries(rest).flatMap(([name, text]) =>
    text.trim() === '' ? [] : [[name, text.trim()] as const],
  )
  return { product: product.trim() || 'default', client, ...Object.fromEntries(said) }
}

/** What the fields complete, for the product typed so far. */
export function namesOf(registry: Registry, product: string) {
  const found = findProduct(registry, product.trim() || 'default')
  return {
    products: Object.keys(registry.products),
    versions: Object.keys(found?.releases ?? {}),
    boards: Object.keys(found?.boards ?? {}),
    channels: Object.keys(found?.channels ?? {}),
  }
}
