import type { DeviceFacets } from '@cyberdeck-ota/schema'
import type { DeviceTerm } from './deviceQuery.ts'
import { deviceFields, deviceMarks, deviceStates } from './deviceQueryFields.ts'
import { formatValue } from './deviceQueryFormat.ts'
import { type QueryToken, tokensOf } from './deviceQueryTokens.ts'

export type QueryField = Exclude<DeviceTerm['field'], 'word'>

/** What may stand in place of what is being typed. */
export interface QueryCompletion {
  /** The characters an option takes the place of. */
  from: number
  to: number
  /** Best first, at most 12. `value` null: the field alone, behind which a value is to be typed. */
  options: { text: string; field: QueryField; value: string | null }[]
}

const mostOptions = 12

/** How a query may go on where `caret` (a count of characters from its start) stands. */
export function completeDeviceQuery(text: string, caret: number, facets: DeviceFacets): QueryCompletion {
  const token = tokensOf(text).find(({ from, to }) => from <= caret && caret <= to)
  if (token === undefined) return { from: caret, to: caret, options: fieldOptions('') }
  if (token.field !== null && caret >= token.valueAt) {
    const field = deviceFields.find((name) => name === token.field?.toLowerCase())
    if (field === undefined) return { from: caret, to: caret, options: [] }
    const from = isAgo(field) ? token.valueAt : token.valueAt + token.operator.length
    return { from, to: token.to, options: valueOptions(field, token, text.slice(from, caret), facets) }
  }
  const from = token.not ? token.from + 1 : token.from
  const typed = text.slice(from, Math.max(from, caret)).toLowerCase()
  const options = token.field === null && typed !== '' ? anyOptions(typed, facets) : fieldOptions(typed)
  return { from, to: token.field === null ? token.to : token.valueAt, options: options.slice(0, mostOptions) }
}

type Option = QueryCompletion['options'][number]

function fieldOptions(typed: string): Option[] {
  const matching = deviceFields.filter((field) => field.startsWith(typed))
  return matching.map((field) => ({ text: `${field}:`, field, value: null }))
}

function valueOptions(field: QueryField, token: QueryToken, typed: string, facets: DeviceFacets): Option[] {
  const takesOperator = field === 'version' || isAgo(field)
  const values = takesOperator || token.operator === '' ? valuesOf(field, facets) : []
  const wanted = typed.replace(/^"/, '').replace(/\\(.)/g, '$1')
  return best(values, wanted).map((value) => ({ text: written(field, value), field, value }))
}

/** Fields and values alike, for whoever types "farm" and means the tag. */
function anyOptions(typed: string, facets: DeviceFacets): Option[] {
  const values = deviceFields.flatMap((field) =>
    best(field === 'pin' || isAgo(field) ? [] : valuesOf(field, facets), typed)
      .slice(0, 3)
      .map((value) => ({ text: `${field}:${written(field, value)}`, field, value })),
  )
  return [...fieldOptions(typed), ...values]
}

function valuesOf(field: QueryField, facets: DeviceFacets): readonly string[] {
  switch (field) {
    case 'state':
      return deviceStates
    case 'is':
      return deviceMarks
    case 'seen':
    case 'first-seen':
      return ['<5m', '<1h', '<1d', '>1h', '>1d', '>1w']
    case 'version':
    case 'pin':
      return facets.versions
    case 'tag':
      return facets.tags
    case 'product':
      return facets.products
    case 'board':
      return facets.boards
    case 'chip':
      return facets.chips
    case 'channel':
      return facets.channels
    default:
      return []
  }
}

/** Those that start with what is typed, then those that only contain it. */
function best(values: readonly string[], typed: string): string[] {
  const wanted = typed.toLowerCase()
  const starting = values.filter((value) => value.toLowerCase().startsWith(wanted))
  const containing = values.filter((value) => value.toLowerCase().indexOf(wanted) > 0)
  return [...starting, ...containing].slice(0, mostOptions)
}

function written(field: QueryField, value: string): string {
  return isAgo(field) ? value : formatValue(field, value)
}

function isAgo(field: QueryField): boolean {
  return field === 'seen' || field === 'first-seen'
}
