import { VersionText } from '@cyberdeck-ota/schema'
import { type Embedded, embeddedVersion } from './embeddedVersion.ts'

/**
 * A version to offer for a file: the one inside the image where that is the firmware's own, else one that stands in the
 * file's name, else null. Always a valid `VersionText`.
 */
export function suggestVersion(file: { fileName: string; image: Embedded | null }): string | null {
  const embedded = file.image && embeddedVersion(file.image)
  return valid(embedded?.trim() ?? null) ?? valid(versionInName(file.fileName))
}

function valid(text: string | null): string | null {
  return text !== null && VersionText.safeParse(text).success ? text : null
}

const numbers = /\d+(?:\.\d+)+|v\d+(?:\.\d+)*/.source
const preRelease =
  /[-.~]?(?:alpha|beta|preview|pre|rc|dev|a|b)[-.]?\d+|[-~](?:alpha|beta|preview|pre|rc|dev|snapshot)/.source
const described = /-\d+-g[0-9a-f]{4,40}/.source
const metadata = /\+[0-9a-z.]*[0-9a-z]/.source

/**
 * A version in a name stands behind a separator, perhaps with "v" or "fw" in front, and has a dot or at least that "v":
 * a number alone is a chip, a size, a date or a copy's count. Behind it comes a separator or the end.
 */
const inName = new RegExp(
  `(?:^|[\\s._([-])(?:(?:version|ver|firmware|fw|release|rel)[.-]?)?` +
    `(?<version>(?:${numbers})(?:${preRelease})?(?:${described})?(?:-dirty)?(?:${metadata})?)(?=$|[\\s_)\\]-])`,
  'gi',
)

const dateLike = /^(?:(?:19|20)\d\d\.[01]\d\.[0-3]\d|[0-3]\d\.[01]\d\.(?:19|20)\d\d)$/

function versionInName(fileName: string): string | null {
  const stem = fileName.replace(/^.*[/\\]/, '').replace(/(?:\.(?:ino|merged|factory|ota|bin|gz))+$/i, '')
  const found = [...stem.matchAll(inName)]
    .map(({ groups }) => groups?.version?.replace(/^v/i, '') ?? '')
    .find((version) => !dateLike.test(version))
  return found ?? null
}
