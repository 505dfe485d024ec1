/**
 * A version's place in the order, taken apart. Two versions are the same when every part is; they are ordered by
 * the first part that differs, in the order the parts stand here.
 */
export interface VersionKey {
  /** "1.02.0" is 1, 2: without leading zeros and without components that are zero at the end. */
  numbers: string[]
  /** The "b" of "1.02b", a letter counted on after the release; empty where there is none. */
  letter: string
  /** The words and numbers of a pre-release, "rc.1" and "rc1" alike; null for a release, which comes after them. */
  preRelease: string[] | null
  /** What `git describe` counts after the tag: commits, then the commit's hash. */
  commits: string
  hash: string
  /** "dirty" or "broken", as `git describe` marks a tree that differs from its commit. */
  dirty: string
  /** The "tasmota32" of Tasmota's "14.4.1(tasmota32)". */
  variant: string
}

const numbersThenRest = /^v?(\d+(?:\.\d+)*)(.*)$/s
/** A bare commit hash, which `git describe --always` gives where there is no tag: not a number, though it starts as one. */
const bareHash = /^(?=\d*[a-f])[0-9a-f]{7,40}(?:-dirty)?$/
const attachedPreRelease = /^[._]?(?:(?:alpha|beta|preview|pre|rc|dev|snapshot)(?:[._-]?\d+)?|[abc]\d+)$/
const dashedPreRelease = /^[-~][0-9a-z._~-]*$/

/**
 * Reads a version in the forms firmware authors use: any count of numeric components, `v` in front, a pre-release
 * (`-anything` as in SemVer 2.0.0, `~anything` as in Debian, `rc1` right behind the numbers), what `git describe`
 * appends, a letter ("1.02b") or a variant in parentheses. Build metadata (`+anything`) does not count, as in SemVer.
 * Case does not matter, nor does white space around it. Null for anything else ("nightly"), which has no order.
 */
export function versionKey(text: string): VersionKey | null {
  const lower = text.trim().toLowerCase()
  const [, digits, rest] = numbersThenRest.exec(lower) ?? []
  if (digits === undefined || rest === undefined) return null
  const numbers = withoutTrailingZeros(digits.split('.').map(withoutLeadingZeros))
  if (rest === '')
    return { numbers, letter: '', preRelease: null, commits: '0', hash: '', dirty: '', variant: '' }
  if (bareHash.test(lower)) return null
  const [withoutVariant, variant = ''] = takeOff(rest.replace(/\+.*$/s, ''), /\(([^()]*)\)$/)
  const [clean, dirty = ''] = takeOff(withoutVariant, /[-._](dirty|broken)$/)
  const [tagged, count = '0', hash = ''] = takeOff(clean, /-(\d+)-g([0-9a-f]{4,40})$/)
  const [, letter = '', suffix = ''] = /^([a-z](?=$|[-~]))?(.*)$/s.exec(tagged) ?? []
  const preRelease = preReleaseOf(suffix)
  if (preRelease === undefined) return null
  const commits = withoutLeadingZeros(count)
  return { numbers, letter, preRelease, commits, hash: commits === '0' ? '' : hash, dirty, variant }
}

/**
 * A total order over all texts, which never throws: negative when `a` is older, 0 when both are the same version
 * (1.02 = 1.2 = v1.2.0), positive when `a` is newer. Texts without an order come first, sorted as texts.
 */
export function compareVersions(a: string, b: string): number {
  const keyA = versionKey(a)
  const keyB = versionKey(b)
  if (keyA === null && keyB === null) return compareText(a.trim(), b.trim())
  if (keyA === null) return -1
  if (keyB === null) return 1
  return compareKeys(keyA, keyB)
}

/** Whether two texts name one version; texts without an order only do when they are equal. */
export function sameVersion(a: string, b: string): boolean {
  return a === b || compareVersions(a, b) === 0
}

/** Whether a text has a place in the order of versions; "nightly" has none. */
export function isOrderable(text: string): boolean {
  return versionKey(text) !== null
}

export function compareKeys(a: VersionKey, b: VersionKey): number {
  return (
    compareLists(a.numbers, b.numbers) ||
    compareText(a.letter, b.letter) ||
    comparePreReleases(a.preRelease, b.preRelease) ||
    compareNumbers(a.commits, b.commits) ||
    compareText(a.hash, b.hash) ||
    compareText(a.dirty, b.dirty) ||
    compareText(a.variant, b.variant)
  )
}

/** Undefined when the suffix is of no known form. */
function preReleaseOf(suffix: string): string[] | null | undefined {
  if (suffix === '') return null
  if (!attachedPreRelease.test(suffix) && !dashedPreRelease.test(suffix)) return undefined
  return suffix.match(/\d+|[a-z]+/g)?.map((word) => (isNumber(word) ? withoutLeadingZeros(word) : word))
}

function comparePreReleases(a: string[] | null, b: string[] | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return compareLists(a, b)
}

/** As SemVer 2.0.0 §11: numbers before words, and a list before the longer one that starts with it. */
function compareLists(a: string[], b: string[]): number {
  const differing = a.findIndex((word, index) => word !== b[index])
  const left = a[differing]
  const right = b[differing]
  if (left === undefined || right === undefined) return a.length - b.length
  return isNumber(left) && isNumber(right) ? compareNumbers(left, right) : compareText(left, right)
}

/** Of digits without leading zeros, any count: a float would lose what lies beyond 2^53. */
function compareNumbers(a: string, b: string): number {
  return a.length - b.length || compareText(a, b)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

/** The text without what `pattern` finds at its end, followed by the pattern's groups. */
function takeOff(text: string, pattern: RegExp): [rest: string, ...groups: (string | undefined)[]] {
  const found = pattern.exec(text)
  return found === null ? [text] : [text.slice(0, found.index), ...found.slice(1)]
}

function isNumber(word: string): boolean {
  return word >= '0' && word < ':'
}

function withoutLeadingZeros(digits: string): string {
  return digits.startsWith('0') ? digits.replace(/^0+(?=\d)/, '') : digits
}

function withoutTrailingZeros(numbers: string[]): string[] {
  const last = numbers.findLastIndex((number) => number !== '0')
  return numbers.slice(0, last + 1)
}
