/**
 * Freezes JSON-like data to its leaves, and returns it. What is frozen already is taken to be so to its leaves: a new
 * revision shares most of the one before.
 */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const part of Object.values(value)) deepFreeze(part)
  return Object.freeze(value)
}
