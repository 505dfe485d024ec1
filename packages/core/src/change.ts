import type { ChangeNote, Registry } from '@cyberdeck-ota/schema'
import { Refusal } from './refusal.ts'

/** What an applied change leaves behind: the next registry content and the note its revision carries. */
export interface Changed {
  products: Registry['products']
  note: ChangeNote
}

/**
 * One change of the registry, as a pure function of it. Throws a `Refusal` when the rules say no. Returns null when
 * the registry already is as asked: nothing is written and no revision is spent.
 */
export type Change = (registry: Registry) => Changed | null

/** What the rules would say to a change without making it: whether a button is allowed, and if not, why. */
export function refusalOf(change: Change, registry: Registry): Refusal | null {
  try {
    change(registry)
    return null
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}
