import type { DeviceTerm } from './deviceQuery.ts'
import { durationUnits } from './deviceQueryFields.ts'
import { tokensOf } from './deviceQueryTokens.ts'

/** A term as it is written: what `parseDeviceQuery` reads back to the same term. */
export function formatTerm(term: DeviceTerm): string {
  return `${term.not ? '-' : ''}${withoutSign(term)}`
}

/** A value as it is written behind a field's colon, or (a null field) alone: in quotes where it could be misread. */
export function formatValue(field: string | null, value: string): string {
  const [token, ...others] = tokensOf(field === null ? value : `${field}:${value}`)
  const isReadBack =
    token?.value === value && token.field === field && !token.not && !token.quoted && token.operator === ''
  return isReadBack && others.length === 0 ? value : `"${value.replace(/["\\]/g, '\\$&')}"`
}

function withoutSign(term: DeviceTerm): string {
  switch (term.field) {
    case 'state':
      return `state:${term.state}`
    case 'is':
      return `is:${term.what}`
    case 'version':
      return `version:${term.compare === '=' ? '' : term.compare}${formatValue('version', term.version)}`
    case 'seen':
    case 'first-seen':
      return `${term.field}:${term.compare}${formatDuration(term.ago)}`
    case 'word':
      return formatValue(null, term.text)
    default:
      return `${term.field}:${formatValue(term.field, term.text)}`
  }
}

/** In the largest unit that needs no more than the three decimals a duration may have. */
function formatDuration(ms: number): string {
  const units = Object.entries(durationUnits)
  const [unit, size] = units.find(([, size]) => ms >= size && ms % size === 0) ?? ['s', durationUnits.s]
  return `${ms / size}${unit}`
}
