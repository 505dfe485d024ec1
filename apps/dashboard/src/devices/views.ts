import { type DeviceTerm, formatTerm, parseDeviceQuery } from '@cyberdeck-ota/core'
import type { DeviceViews } from '@cyberdeck-ota/schema'

/** A saved view: a term of the query under a name, with its count. */
export interface SavedView {
  label: string
  count: keyof DeviceViews
  /** Null: every device. */
  term: string | null
}

export const savedViews: readonly SavedView[] = [
  { label: 'All', count: 'all', term: null },
  { label: 'Up to date', count: 'upToDate', term: 'state:up-to-date' },
  { label: 'Updating', count: 'updating', term: 'state:updating' },
  { label: 'Behind', count: 'behind', term: 'state:behind' },
  { label: 'Held', count: 'held', term: 'state:held' },
  { label: 'Failed', count: 'failed', term: 'state:failed' },
  { label: 'Not served', count: 'unserved', term: 'state:unserved' },
  { label: 'Silent', count: 'silent', term: 'is:silent' },
  { label: 'New', count: 'new', term: 'is:new' },
  { label: 'By address only', count: 'weak', term: 'is:weak' },
]

const viewTerms = new Set(savedViews.map(({ term }) => term))

/** Which view a query is of: the one whose term stands in it; undefined when several do. */
export function viewOf(query: string): SavedView | undefined {
  const terms = termsOf(query)?.filter((term) => viewTerms.has(term)) ?? []
  if (terms.length > 1) return undefined
  return savedViews.find(({ term }) => term === (terms[0] ?? null))
}

/** The query as it asks for the view: what else stands in it stays. */
export function withView(query: string, view: SavedView): string {
  const others = termsOf(query)?.filter((term) => !viewTerms.has(term)) ?? []
  return [...(view.term === null ? [] : [view.term]), ...others].join(' ')
}

/** The query with one more term; a term that stands in it already is not doubled. */
export function withTerm(query: string, term: DeviceTerm): string {
  const added = formatTerm(term)
  const others = termsOf(query) ?? []
  return others.includes(added) ? query : [...others, added].join(' ')
}

/** Null for a query that cannot be read. */
function termsOf(query: string): string[] | null {
  const read = parseDeviceQuery(query)
  return 'problem' in read ? null : read.terms.map(formatTerm)
}
