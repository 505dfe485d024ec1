import { type ImageFacts, runningDigests } from '@cyberdeck-ota/esp-image'
import type { Build, FactoryImage } from '@cyberdeck-ota/schema'
import { nativeHashes } from './nativeHashes.ts'
import type { FileDigests } from './store.ts'

/** What is known of an upload beyond its bytes. */
export interface Origin {
  /** The whole file that `staged` and `facts` were read from. */
  bytes: Uint8Array
  /** As the client or the folder called it; only the last part of a path is kept. */
  fileName: string
  /** ISO 8601 in UTC. */
  at: string
  /** Who uploaded it, as in a registry change ("admin", "token CI", "server"). */
  by: string
  /** The merged original that the app was taken out of. */
  factory: FactoryImage | null
}

/** The registry's entry for a file: its digests and size as staged, and what the image says of itself. */
export function describeBuild(
  staged: FileDigests & { size: number },
  facts: ImageFacts,
  { bytes, fileName, at, by, factory }: Origin,
): Build {
  const running = runningDigests(bytes, facts, nativeHashes)
  return {
    sha256: staged.sha256,
    md5: staged.md5,
    sha512: staged.sha512,
    size: staged.size,
    kind: facts.kind,
    chip: facts.chip,
    chipId: facts.chipId,
    imageLength: facts.imageLength,
    runningMd5: running.md5,
    runningSha256: running.sha256,
    project: facts.project,
    embeddedVersion: facts.version,
    builtAt: facts.builtAt,
    idf: facts.idf,
    elfSha256: facts.elfSha256,
    secureVersion: facts.secureVersion,
    minChipRevision: facts.minChipRevision,
    maxChipRevision: facts.maxChipRevision,
    flashSize: facts.flashSize,
    signature: facts.signature,
    factory,
    fileName: lastPart(fileName),
    uploadedAt: at,
    uploadedBy: by,
  }
}

/** Some browsers and scripts send a whole path, of either system's kind. */
export function lastPart(fileName: string): string {
  return fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1)
}
