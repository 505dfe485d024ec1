import type { Comparison, DeviceQuery, DeviceTerm } from './deviceQuery.ts'
import {
  agoFields,
  deviceFields,
  deviceMarks,
  deviceStates,
  durationUnits,
  type textFields,
} from './deviceQueryFields.ts'
import { type QueryToken, tokensOf } from './deviceQueryTokens.ts'
import { versionSortKey } from './versionSortKey.ts'

/** Why a query cannot be read, as one sentence, and which character (from 0) it is about. */
export interface QueryProblem {
  problem: string
  at: number
}

const longestQuery = 1_000
const mostTerms = 20

/**
 * Reads a query such as `tag:farm version:<2.34 seen:>1d -is:silent "living room"`: terms that all have to hold, `-`
 * for those that must not. Names of fields, states and marks in any case; a value with spaces in double quotes, inside
 * which `\` takes the character behind it as it is. Never throws; at most 1,000 characters and 20 terms.
 */
export function parseDeviceQuery(text: string): DeviceQuery | QueryProblem {
  if (text.length > longestQuery) {
    return {
      problem: `A query has at most ${longestQuery} characters; this has ${text.length}.`,
      at: longestQuery,
    }
  }
  const tokens = tokensOf(text)
  const beyond = tokens[mostTerms]
  if (beyond !== undefined) {
    return { problem: `A query has at most ${mostTerms} terms; this has ${tokens.length}.`, at: beyond.from }
  }
  const terms: DeviceTerm[] = []
  for (const token of tokens) {
    const term = termOf(token)
    if ('problem' in term) return term
    terms.push(term)
  }
  return { terms }
}

function termOf(token: QueryToken): DeviceTerm | QueryProblem {
  const { not, operator, value } = token
  const field = token.field?.toLowerCase() ?? null
  if (token.open)
    return { problem: 'The quote that begins here has no end.', at: token.valueAt + operator.length }
  if (field === null) return value === '' ? emptyWord(token) : { not, field: 'word', text: value }
  if (!isOneOf(deviceFields, field)) {
    const problem = `There is no field “${token.field}”; the fields are ${list(deviceFields)}.`
    return { problem, at: token.not ? token.from + 1 : token.from }
  }
  const wrong = (problem: string): QueryProblem => ({ problem, at: token.valueAt })
  if (value === '') return wrong(`“${field}:” needs a value behind it.`)
  if (field === 'version') {
    const compare = (operator || '=') as Comparison
    return { not, field, compare, version: value, key: versionSortKey(value) }
  }
  if (isOneOf(agoFields, field)) {
    const ago = millisecondsOf(value)
    if (ago === null || (operator !== '<' && operator !== '>')) return wrong(agoProblem(field))
    return { not, field, compare: operator, ago }
  }
  if (operator !== '')
    return wrong(`“${field}:” takes no “${operator}”; write the value alone, or in quotes.`)
  const word = value.toLowerCase()
  if (field === 'state') {
    if (!isOneOf(deviceStates, word)) return wrong(`“state:” is one of ${list(deviceStates)}.`)
    return { not, field, state: word }
  }
  if (field === 'is') {
    if (!isOneOf(deviceMarks, word)) return wrong(`“is:” is one of ${list(deviceMarks)}.`)
    return { not, field, what: word }
  }
  return { not, field: field satisfies (typeof textFields)[number], text: value }
}

function emptyWord({ not, from, quoted }: QueryToken): QueryProblem {
  const dash = not && !quoted
  return {
    problem: dash ? 'Nothing stands behind this “-”.' : 'There is nothing between these quotes.',
    at: from,
  }
}

function agoProblem(field: string): string {
  return `“${field}:” takes < or > and a duration in s, m, h, d or w: “${field}:>1d” is longer ago than a day.`
}

function millisecondsOf(duration: string): number | null {
  const [, amount, unit] = /^(\d{1,6}(?:\.\d{1,3})?)([smhdw])$/.exec(duration.toLowerCase()) ?? []
  if (amount === undefined) return null
  return Math.round(Number(amount) * durationUnits[unit as keyof typeof durationUnits])
}

function isOneOf<Word extends string>(words: readonly Word[], word: string): word is Word {
  return (words as readonly string[]).includes(word)
}

function list(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
