import { formatTerm } from '@cyberdeck-ota/core'
import type { ReleaseName } from '../api/commands.ts'

/** Finds the devices that an operator pinned to a release. */
export function pinnedQuery({ product, version }: ReleaseName): string {
  return [
    formatTerm({ not: false, field: 'product', text: product }),
    formatTerm({ not: false, field: 'pin', text: version }),
  ].join(' ')
}
