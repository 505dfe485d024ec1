import { versionKey } from './version.ts'

/**
 * Text whose order, byte for byte, is the order of `compareVersions`, so that a database can sort and compare versions
 * through a plain index. Two versions are the same exactly when their keys are equal; texts without an order come
 * first. Printable ASCII only; at most 1,300 characters for a version of 128.
 */
export function versionSortKey(version: string): string {
  const key = versionKey(version)
  if (key === null) return `0${inAscii(version.trim())}`
  return [
    '1',
    listKey(key.numbers),
    endedKey(key.letter),
    // A release comes after its pre-releases.
    key.preRelease === null ? '~' : listKey(key.preRelease),
    numberKey(key.commits),
    endedKey(key.hash),
    endedKey(key.dirty),
    inAscii(key.variant),
  ].join('')
}

/** What sorts before every letter and digit, so that a text comes before those it is the start of. */
const end = '!'

function endedKey(word: string): string {
  return word + end
}

function listKey(list: string[]): string {
  return endedKey(list.map((word) => (/^\d/.test(word) ? numberKey(word) : endedKey(word))).join(''))
}

/** Of digits without leading zeros: their count, then they. A count of 9 and more is written the same way after a 9. */
function numberKey(digits: string): string {
  const count = String(digits.length)
  return digits.length < 9 ? count + digits : `9${numberKey(count)}${digits}`
}

/** Code units beyond printable ASCII as hex, each behind a character that keeps them in their order. */
function inAscii(text: string): string {
  return text.replace(/[^!-}]/g, (unit) => {
    const code = unit.charCodeAt(0)
    return code < 0x7e ? ` ${code.toString(16).padStart(2, '0')}` : `~${code.toString(16).padStart(4, '0')}`
  })
}
