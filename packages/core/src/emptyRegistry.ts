import { type Registry, registryFormat } from '@cyberdeck-ota/schema'

/** Revision 0, from which every registry comes. `at` is a timestamp. */
export function emptyRegistry(at: string): Registry {
  return {
    format: registryFormat,
    revision: 0,
    changedAt: at,
    changedBy: 'server',
    change: { code: 'registry-created', sentence: 'Created the registry' },
    products: {},
  }
}
