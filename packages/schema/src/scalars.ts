import { z } from 'zod'

const hex = (length: number, name: string) =>
  z.string().regex(new RegExp(`^[0-9a-f]{${length}}$`), `${name} is ${length} lower-case hex digits`)

/** SHA-256 as 64 lower-case hex digits. */
export const Sha256 = hex(64, 'SHA-256')
/** SHA-512 as 128 lower-case hex digits. */
export const Sha512 = hex(128, 'SHA-512')
/** MD5 as 32 lower-case hex digits. What Arduino's updater compares; no security rests on it. */
export const Md5 = hex(32, 'MD5')

/**
 * Name of a product, board or channel as it stands in URLs: 1 to 64 of `a-z 0-9 . _ -`, starting with a letter or
 * digit. "constructor" is such a name too: look names up in the registry's records with `Object.hasOwn`.
 */
export const Slug = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._-]{0,63}$/,
    'a name is 1 to 64 lower-case letters, digits, dots, dashes or underscores, starting with a letter or digit',
  )

/**
 * A version as people write it, limited to what a sketch can put into a URL as it is: 1 to 64 letters, digits or
 * `. _ - + ~ ( ) :`, starting with a letter or digit.
 */
export const VersionText = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._+~():-]{0,63}$/,
    'a version is 1 to 64 letters, digits or . _ - + ~ ( ) :, starting with a letter or digit, without spaces',
  )

/** A moment as ISO 8601 in UTC with milliseconds, `2026-02-21T09:00:00.000Z`. */
export const Timestamp = z.iso.datetime()

/** A length in bytes. */
export const ByteCount = z.int().nonnegative()

/** The longest notes of a release, characters. */
export const longestNotes = 10_000
/** Notes of a release: free text for people and for `/ota/info`. */
export const Notes = z.string().max(longestNotes)
