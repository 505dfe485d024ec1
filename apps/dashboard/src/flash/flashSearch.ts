import { type Way, wayNames } from './ways.ts'

/** What the page's address says; everything may be missing. */
export interface FlashSearch {
  product?: string
  version?: string
  board?: string
  /** Id of the device that is rescued. */
  device?: string
  way?: Way
}

/** Reads what stands in the address; what cannot be read is as if it were not there. */
export function flashSearchOf(search: Record<string, unknown>): FlashSearch {
  const way = wayNames.find((name) => name === search.way)
  return { ...textsOf(search), ...(way && { way }) }
}

function textsOf(search: Record<string, unknown>): Omit<FlashSearch, 'way'> {
  const texts: Omit<FlashSearch, 'way'> = {}
  for (const name of ['product', 'version', 'board', 'device'] as const) {
    const text = search[name]
    if (typeof text === 'string' && text !== '') texts[name] = text
  }
  return texts
}
