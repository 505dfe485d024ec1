const macLength = 17
/** One above the largest MAC. */
const pastMacs = 2 ** 48
/** How many times 2 ** 32 fit between there and 2 ** 53, up to which a number holds integers exactly. */
const highHashes = 2 ** 21 - 2 ** 16

/**
 * A text as a number from 1 to 2 ** 53, so that a million devices need no strings. A MAC (`AA:BB:CC:DD:EE:FF`) is its
 * own number; any other text is hashed to one above all MACs, where two of a million meet once in 20,000 fleets.
 */
export function deviceKey(text: string): number {
  return (
    macNumber(text) || pastMacs + (hash(text, 0x811c9dc5) % highHashes) * 2 ** 32 + hash(text, 0x9747b28c)
  )
}

export function isMacKey(key: number): boolean {
  return key < pastMacs
}

/** The MAC whose key this is. */
export function macOfKey(key: number): string {
  const digits = key.toString(16).toUpperCase().padStart(12, '0')
  return digits.replace(/..(?=.)/g, '$&:')
}

/** 0 for what is no MAC. */
function macNumber(text: string): number {
  if (text.length !== macLength) return 0
  let number = 0
  for (let at = 0; at < macLength; at += 1) {
    const code = text.charCodeAt(at)
    if (at % 3 === 2) {
      if (code !== 0x3a) return 0
      continue
    }
    const digit = code >= 0x41 && code <= 0x46 ? code - 0x37 : code - 0x30
    if (digit < 0 || digit > 15 || (digit > 9 && code < 0x41)) return 0
    number = number * 16 + digit
  }
  return number
}

/** FNV-1a (32 bit, http://www.isthe.com/chongo/tech/comp/fnv/), its bits mixed once more at the end. */
function hash(text: string, seed: number): number {
  let sum = seed
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193)
  sum = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b)
  return (sum ^ (sum >>> 13)) >>> 0
}
