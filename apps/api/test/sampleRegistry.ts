import { type Change, emptyRegistry, publishBuild } from '@cyberdeck-ota/core'
import type { Registry } from '@cyberdeck-ota/schema'
import { sampleBuild } from './sampleBuild.ts'

const at = '2026-02-21T09:00:00.000Z'

/** Publishes a small build of its own for each version. */
export const publishSample = (version: string, publish = 'stable'): Change =>
  publishBuild({ product: 'default', version, build: sampleBuild(version), publish, at })

/** A registry as it is after `versions` were published one after another: its revision is their number. */
export function sampleRegistry(...versions: string[]): Registry {
  let registry = emptyRegistry(at)
  for (const version of versions) {
    const changed = publishSample(version)(registry)
    if (!changed) throw new Error(`${version} is there already`)
    const { products, note } = changed
    registry = { ...registry, revision: registry.revision + 1, changedBy: 'test', change: note, products }
  }
  return registry
}
