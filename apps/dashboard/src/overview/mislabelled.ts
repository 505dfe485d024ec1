import { findProduct, findRelease } from '@cyberdeck-ota/core'
import type { DeviceList, DeviceSummary, Registry } from '@cyberdeck-ota/schema'
import type { AttentionItem } from './attentionItem.ts'
import { isCut, linesOf, sentenceCase, whoWords } from './who.ts'

/** Releases whose devices prove by their digest that they run them, and call themselves something else. */
export function mislabelled(list: DeviceList, registry: Registry): AttentionItem[] {
  const groups = new Map<string, DeviceSummary[]>()
  for (const device of list.items) {
    if (device.runs === null || device.version === null) continue
    const key = [device.product, device.runs, device.version].join(' ')
    const group = groups.get(key)
    if (group) group.push(device)
    else groups.set(key, [device])
  }
  return [...groups].flatMap(([key, devices]) => {
    const [{ product, runs, version }] = devices as [DeviceSummary]
    if (runs === null || version === null) return []
    const [does, call] = devices.length === 1 ? ['runs', 'calls itself'] : ['run', 'call themselves']
    return [
      {
        id: `mislabelled ${key}`,
        title: sentenceCase(`${whoWords(devices, isCut(list))} ${does} ${runs} and ${call} ${version}`),
        detail: `The digest proves it, so nothing is sent again. ${wayOut(registry, { product, runs, version })}`,
        at: null,
        remedy: { does: 'release', label: `Open ${runs}`, product, version: runs },
        list: linesOf(devices),
        putAsideAs: null,
      },
    ]
  })
}

/** The version of another release cannot name this one too: then only the sketch can be mended. */
function wayOut(registry: Registry, of: { product: string; runs: string; version: string }): string {
  const product = findProduct(registry, of.product)
  return product !== null && findRelease(product, of.version) !== null
    ? `${of.version} is a release of its own: raise the version in the sketch with the next build.`
    : `${of.runs} can accept ${of.version} as another name, or be relabelled.`
}
