import type { ReleaseName } from '../api/commands.ts'

/** A release in a sentence. Who never named a product need not read its name. */
export function releaseTitle({ product, version }: ReleaseName): string {
  return product === 'default' ? version : `${version} of ${product}`
}
