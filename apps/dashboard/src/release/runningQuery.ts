import { formatTerm, versionSortKey } from '@cyberdeck-ota/core'

/** Finds the devices that run a release of a product. */
export function runningQuery(product: string, version: string): string {
  const term = formatTerm({
    not: false,
    field: 'version',
    compare: '=',
    version,
    key: versionSortKey(version),
  })
  return `product:${product} ${term}`
}
