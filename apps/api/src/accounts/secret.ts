import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A random secret of 256 bits, as 43 characters that cookies, headers and URLs take as they are. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What is kept of a secret: SHA-256, lower-case hex. Enough for random secrets; passwords need `password.ts`. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** Whether two hashes of `hashOf` are equal, in a time that does not tell where they differ. */
export const sameHash = (one: string, other: string): boolean =>
  timingSafeEqual(Buffer.from(one), Buffer.from(other))

/** Digits and letters without i, l, o and u, as in Crockford's Base32 (https://www.crockford.com/base32.html). */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** A random secret that a person can read off a screen and type: `groups` of four characters, 20 bits each. */
export function newReadableSecret(groups: number): string {
  const characters = Array.from(randomBytes(groups * 4), (byte) => alphabet.charAt(byte % alphabet.length))
  return characters.join('').replace(/(.{4})(?=.)/g, '$1-')
}

/** A readable secret as somebody may have typed it, in the form that `newReadableSecret` gave out. */
export function asReadableSecret(typed: string): string {
  const plain = typed.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll(/[il]/g, '1').replaceAll('o', '0')
  return plain.replace(/(.{4})(?=.)/g, '$1-')
}
