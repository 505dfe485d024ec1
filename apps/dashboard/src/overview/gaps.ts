import { boardsWithout, findRelease } from '@cyberdeck-ota/core'
import type { Registry } from '@cyberdeck-ota/schema'
import type { AttentionItem } from './attentionItem.ts'

/** Boards for which a release that channels point at has no build. */
export function gaps({ products }: Registry): AttentionItem[] {
  return Object.entries(products).flatMap(([product, content]) => {
    const pointers = Object.entries(content.channels)
    return [...new Set(pointers.map(([, { version }]) => version))].flatMap((version): AttentionItem[] => {
      const release = findRelease(content, version)
      const missing = release ? boardsWithout(content, release) : []
      if (missing.length === 0) return []
      const boards = missing.join(', ')
      const channels = pointers.filter(([, pointer]) => pointer.version === version).map(([name]) => name)
      return [
        {
          id: ['no-build-for-board', product, version].join(' '),
          title: `${version} has no build for ${boards}`,
          detail: `${channels.join(' and ')} of ${product} ${channels.length === 1 ? 'points' : 'point'} at it; devices with ${
            missing.length === 1 ? 'that board keep' : 'those boards keep'
          } what they run.`,
          at: null,
          remedy: { does: 'upload', label: missing.length === 1 ? `Upload for ${boards}` : 'Upload .bin' },
          list: [],
          putAsideAs: `gap ${product} ${version} ${boards}`,
        },
      ]
    })
  })
}
