import type { Build, Registry, UploadWarning } from '@cyberdeck-ota/schema'
import { embeddedVersion } from './embeddedVersion.ts'
import { findProduct, findRelease } from './find.ts'
import { sameVersion } from './version.ts'

/** A build that is to be kept, and what is known of it. */
export interface WarnedUpload {
  /** Before or after the upload. */
  registry: Registry
  product: string
  version: string
  board: string
  build: Build
  /** That came with it. */
  notes: string
  /** Whether the typed version was found as text in the image's bytes. */
  versionInBytes: boolean
  /** What the inspection found without refusing. */
  imageNotes: readonly UploadWarning[]
}

/** What is worth telling about an upload that is kept all the same, most important first. */
export function uploadWarnings(upload: WarnedUpload): UploadWarning[] {
  return [
    ...sameBytes(upload),
    ...versionNotInImage(upload),
    ...embeddedReused(upload),
    ...notesKept(upload),
    ...upload.imageNotes,
  ]
}

interface Other {
  product: string
  version: string
  board: string
  build: Build
}

/** Every build of another release. */
function othersOf({ registry, product, version }: WarnedUpload): Other[] {
  return Object.entries(registry.products).flatMap(([name, { releases }]) =>
    Object.values(releases)
      .filter((release) => name !== product || !sameVersion(release.version, version))
      .flatMap((release) =>
        Object.entries(release.builds).map(([board, build]) => ({
          product: name,
          version: release.version,
          board,
          build,
        })),
      ),
  )
}

function sameBytes(upload: WarnedUpload): UploadWarning[] {
  const twin = othersOf(upload).find(({ build }) => build.sha256 === upload.build.sha256)
  if (twin === undefined) return []
  const name = twin.product === upload.product ? twin.version : `${twin.version} of ${twin.product}`
  return [{ code: 'same-bytes', detail: `${name} has the same bytes: is this the file you meant?` }]
}

/** Compressed and encrypted bytes hide the version they carry. */
function versionNotInImage({ build, version, versionInBytes }: WarnedUpload): UploadWarning[] {
  if (versionInBytes || build.kind === 'encrypted' || build.kind === 'esp8266-gzip') return []
  return [
    {
      code: 'version-not-in-image',
      detail:
        `The text ${version} is nowhere in this image: does the firmware say another version? ` +
        'Then devices that run it would go on saying the old one.',
    },
  ]
}

/** An app that updates itself with esp_https_ota compares this version, and skips an image that repeats its own. */
function embeddedReused(upload: WarnedUpload): UploadWarning[] {
  const embedded = ownVersion(upload.build)
  if (embedded === null) return []
  const other = othersOf(upload).find(
    ({ product, board, build }) =>
      product === upload.product &&
      board === upload.board &&
      build.sha256 !== upload.build.sha256 &&
      ownVersion(build) === embedded,
  )
  if (other === undefined) return []
  return [
    {
      code: 'embedded-version-reused',
      detail:
        `This image and that of ${other.version} both carry the version ${embedded} inside: ` +
        'apps that update with esp_https_ota take them for the same and skip it.',
    },
  ]
}

/** Somebody wrote those of the release, perhaps by hand; an upload that runs again must not undo that. */
function notesKept({ registry, product: name, version, notes }: WarnedUpload): UploadWarning[] {
  const product = findProduct(registry, name)
  const release = product && findRelease(product, version)
  if (!release?.notes || notes === '' || release.notes === notes) return []
  return [
    {
      code: 'notes-kept',
      detail: `${release.version} has notes already, and keeps them: edit them on its page to change them.`,
    },
  ]
}

function ownVersion({ embeddedVersion: version, project }: Build): string | null {
  return embeddedVersion({ version, project })
}
