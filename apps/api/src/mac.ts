const asKept = /^[0-9A-F]{2}(?::[0-9A-F]{2}){5}$/
const anySpelling = /^[0-9a-f]{2}([:-]?)[0-9a-f]{2}(?:\1[0-9a-f]{2}){4}$/i
/** What a chip without a burnt-in address would say, and what an address that is not resolved yet has. */
const nobodysMacs = ['00:00:00:00:00:00', 'FF:FF:FF:FF:FF:FF']

/** `AA:BB:CC:DD:EE:FF`, however it is written; null for anything that is not the MAC of one device. */
export function macOf(text: string): string | null {
  if (asKept.test(text)) return nobodysMacs.includes(text) ? null : text
  return anySpelling.test(text) ? macOf(spelled(text.replace(/[:-]/g, ''))) : null
}

/** Bits that no burnt-in address has set: sent to many, and made up by software (IEEE 802). */
const notBurntIn = 0b11
/** Counters and times in seconds are smaller; of 65,536 MACs one is too. */
const smallest = 2 ** 32

/**
 * The MAC in the number that arduino-esp32's `ESP.getEfuseMac()` returns, in decimal, as esp32FOTA sends it: its lowest
 * byte is the first of the MAC (5496168279844 is 24:6F:28:AD:FF:04). Null for what can hardly be one: such an `id` in an
 * address says something else.
 */
export function macOfEfuse(text: string): string | null {
  const number = /^\d{10,15}$/.test(text) ? Number(text) : 0
  if (number < smallest || number >= 2 ** 48 || number & notBurntIn) return null
  const digits = number.toString(16).padStart(12, '0')
  return macOf(spelled(digits.match(/../g)?.reverse().join('') ?? ''))
}

function spelled(digits: string): string {
  return digits.toUpperCase().replace(/..(?=.)/g, '$&:')
}
