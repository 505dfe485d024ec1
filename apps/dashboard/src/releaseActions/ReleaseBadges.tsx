import type { Product } from '@cyberdeck-ota/schema'
import { Badge } from '@mantine/core'
import { releaseBadges } from './releaseBadges.ts'

const looks = {
  current: { color: 'teal', variant: 'filled' },
  recall: { variant: 'default' },
  previous: { variant: 'default' },
  unpublished: { variant: 'transparent', color: 'dimmed', px: 0 },
} as const

/** How a release stands among the others, in a word or two. */
export function ReleaseBadges({ product, version }: { product: Product; version: string }) {
  return releaseBadges(product, version).map(({ word, rank }) => (
    <Badge key={word} size="md" tt="none" miw="max-content" {...looks[rank]}>
      {word}
    </Badge>
  ))
}
