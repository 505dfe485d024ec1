import type { Registry } from '@cyberdeck-ota/schema'
import { paths } from '../paths.ts'
import { hasWords, wordsOf } from '../ui/words.ts'
import { doors } from './doors.ts'

/** Somewhere to go to. */
export interface Destination {
  to: string
  label: string
  detail: string
  /** More words that find it. */
  also?: string
}

/** As many as fit a screen; more words narrow it down. */
const most = 12

const pages: Destination[] = doors.map(({ to, label, also }) => ({
  to,
  label,
  detail: 'Page',
  ...(also && { also }),
}))

/** Pages, products and releases whose name has all the words typed: pages first, then products, then the newest releases. */
export function destinations(registry: Registry, text: string): Destination[] {
  const words = wordsOf(text)
  const products = Object.keys(registry.products)
    .sort()
    .map((product) => ({ to: paths.product(product), label: product, detail: 'Product' }))
  const releases = Object.entries(registry.products)
    .flatMap(([product, { releases }]) => Object.values(releases).map((release) => ({ product, ...release })))
    .sort((a, b) => b.uploadedAt.localeCompare(a.uploadedAt))
    .map(({ product, version }) => ({
      to: paths.release({ product, version }),
      label: version,
      detail: `Release of ${product}`,
    }))
  const all: Destination[] = [...pages, ...products, ...releases]
  return all
    .filter(({ label, detail, also = '' }) => hasWords(`${label} ${detail} ${also}`, words))
    .slice(0, most)
}
