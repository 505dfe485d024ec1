import type { ImageFacts, ImageNote, Merged } from '@cyberdeck-ota/esp-image'
import type { Build, FactoryImage, UploadFields } from '@cyberdeck-ota/schema'
import { canHaveParts } from '../image/canHaveParts.ts'
import type { Digests, FirmwareReading } from './firmwareReading.ts'

/** An image that could be uploaded, and what has to be said with it. */
export interface Candidate extends Digests {
  image: ImageFacts
  notes: ImageNote[]
  /** The bytes that devices will be sent: the file, or the app inside it. */
  bytes: Blob
  /** The merged file that the app was found in, and the slot it had there; null when the file is sent as it is. */
  inside: { label: string; factory: FactoryImage } | null
  /** What the uploader has vouched for. */
  allow: UploadFields['allow'] | null
}

/** The file itself as a candidate. */
export function wholeFile(
  file: Blob,
  { image, notes }: { image: ImageFacts; notes: ImageNote[] },
  { whole }: FirmwareReading,
): Candidate {
  return { image, notes, bytes: file, ...whole, inside: null, allow: null }
}

/** The app inside a merged file as a candidate; null when none was found. */
export function appInside(
  file: Blob,
  { app, address, settings }: Merged,
  { whole, inside }: FirmwareReading,
): Candidate | null {
  if (!app || !inside) return null
  const { offset, length, label, image, notes } = app
  const factory: FactoryImage = {
    sha256: whole.sha256,
    size: file.size,
    fileName: '',
    appOffset: offset,
    ...(address !== null && { address }),
    ...(settings && { settings }),
  }
  return {
    image,
    notes,
    bytes: file.slice(offset, offset + length),
    ...inside,
    inside: { label, factory },
    allow: null,
  }
}

/** Whether files may go beside it for a blank board. A factory image has its own. */
export function canTakeParts({ image, inside }: Candidate): boolean {
  return inside === null && canHaveParts(image)
}

/** What only the uploader can know and has not said yet; null when there is nothing of the kind. */
export function overrideNeeded({ image, allow }: Candidate): NonNullable<UploadFields['allow']> | null {
  const needed =
    image.kind === 'app-without-descriptor'
      ? 'no-descriptor'
      : image.kind === 'encrypted'
        ? 'encrypted'
        : null
  return needed === allow ? null : needed
}

/**
 * The candidate as the build it would become, to ask the rules about it. No rule reads what only the server will know,
 * so the digests of the running image and the SHA-512 are not spent time on.
 */
export function asBuild({ image, bytes, sha256, md5, inside }: Candidate): Build {
  return {
    sha256,
    md5,
    sha512: '',
    size: bytes.size,
    kind: image.kind,
    chip: image.chip,
    chipId: image.chipId,
    imageLength: image.imageLength,
    runningMd5: null,
    runningSha256: null,
    project: image.project,
    embeddedVersion: image.version,
    builtAt: image.builtAt,
    idf: image.idf,
    elfSha256: image.elfSha256,
    secureVersion: image.secureVersion,
    minChipRevision: image.minChipRevision,
    maxChipRevision: image.maxChipRevision,
    flashSize: image.flashSize,
    signature: image.signature,
    factory: inside?.factory ?? null,
    fileName: '',
    uploadedAt: '',
    uploadedBy: '',
  }
}
