import type { Registry } from '@cyberdeck-ota/schema'

/** A build that is in the registry already, and where. */
export interface Twin {
  product: string
  version: string
  board: string
}

/** Everywhere the same bytes are published already. */
export function twinsOf(registry: Registry, sha256: string): Twin[] {
  return Object.entries(registry.products).flatMap(([product, { releases }]) =>
    Object.values(releases).flatMap(({ version, builds }) =>
      Object.entries(builds)
        .filter(([, build]) => build.sha256 === sha256)
        .map(([board]) => ({ product, version, board })),
    ),
  )
}
