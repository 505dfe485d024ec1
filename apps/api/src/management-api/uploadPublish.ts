import {
  type Change,
  findPublished,
  publishBuild,
  referencedBlobs,
  uploadWarnings,
} from '@cyberdeck-ota/core'
import { containsText, runningDigests } from '@cyberdeck-ota/esp-image'
import type { Build, FactoryImage, UploadResult } from '@cyberdeck-ota/schema'
import { describeBuild } from '../builds/describeBuild.ts'
import { nativeHashes } from '../builds/nativeHashes.ts'
import type { BuildStore, StagedFile } from '../builds/store.ts'
import { isoTime } from '../isoTime.ts'
import type { RegistryDoor } from '../registry/registry.ts'
import { placeParts } from './uploadFactory.ts'
import { type Passed, passGate } from './uploadGate.ts'
import type { Upload, UploadedParts } from './uploadParts.ts'

export interface PublishDeps {
  registry: RegistryDoor
  builds: BuildStore
  /** Milliseconds since 1970. */
  now: () => number
}

/** Who uploads, and the revision of the registry that it is meant for (undefined: any). */
export interface Uploader {
  by: string
  ifRevision: number | undefined
}

/**
 * Looks at an upload, keeps its bytes and publishes it: bytes first, so that a crash leaves an orphan and never a hole.
 * `isNew` is false when these bytes were that build already. Throws a `Refusal` or `DiskFull`, and has then kept
 * nothing. What was staged is gone either way. Only one may run at a time: see {@link takeBack}.
 */
export async function publishUpload(
  upload: Upload,
  { by, ifRevision }: Uploader,
  { registry, builds, now }: PublishDeps,
): Promise<{ result: UploadResult; isNew: boolean }> {
  const { fields } = upload
  const staged = [upload.staged, ...filesOf(upload.parts)]
  const kept: StagedFile[] = []
  try {
    const passed = await passGate(await upload.staged.bytes(), fields)
    const parts = upload.parts && (await placeParts(upload.parts, passed))
    const app =
      passed.merged === null
        ? upload.staged
        : await builds.stage(inOnePiece(passed.bytes), passed.bytes.length)
    if (app !== upload.staged) staged.push(app)
    const at = isoTime(now())
    const request = {
      ...fields,
      at,
      build: { ...describe(upload, app, passed, at, by), ...(parts && { parts }) },
    }

    const change = publishBuild(request)
    await registry.change(onlyAsk(change), by, ifRevision)
    for (const file of staged) {
      await builds.keep(file)
      kept.push(file)
    }
    let before = registry.current
    const after = await registry.change(
      (current) => {
        before = current
        return change(current)
      },
      by,
      ifRevision,
    )

    const published = findPublished(before, after, request)
    if (!published) throw new Error(`${request.build.sha256} was published and is not in the registry`)
    const warnings = uploadWarnings({
      ...published,
      registry: after,
      product: fields.product,
      version: fields.version,
      notes: fields.notes ?? '',
      versionInBytes: containsText(passed.bytes, fields.version),
      imageNotes: passed.notes,
    })
    return { result: { ...published, warnings }, isNew: !findPublished(before, before, request) }
  } catch (error) {
    await takeBack(kept, registry, builds)
    throw error
  } finally {
    for (const file of staged) await file.discard()
  }
}

function describe(
  { staged, fileName }: Upload,
  app: StagedFile,
  { bytes, image, merged, unpacked }: Passed,
  at: string,
  by: string,
): Build {
  const factory = merged && factoryImage(staged, fileName, merged)
  const build = describeBuild(app, image, { bytes, fileName, at, by, factory })
  if (!unpacked) return build
  return { ...build, runningMd5: runningDigests(unpacked.bytes, unpacked.image, nativeHashes).md5 }
}

function factoryImage(
  { sha256, size }: StagedFile,
  fileName: string,
  { appOffset, address, settings }: NonNullable<Passed['merged']>,
): FactoryImage {
  return {
    sha256,
    size,
    fileName,
    appOffset,
    ...(address !== null && { address }),
    ...(settings && { settings }),
  }
}

function filesOf(parts: UploadedParts | null): StagedFile[] {
  if (parts === null) return []
  const { bootloader, partitions, otadata } = parts
  return [bootloader, partitions, otadata].flatMap((file) => file?.staged ?? [])
}

/** The change's refusals without its effect. */
function onlyAsk(change: Change): Change {
  return (registry) => {
    change(registry)
    return null
  }
}

/**
 * Removes bytes that were kept in vain: the disk filled up half-way, or the rules changed their mind in that moment.
 * Bytes that a release names were there before. Another upload of the same bytes that is about to be published would
 * lose them, which is why uploads are published one at a time.
 */
async function takeBack(kept: StagedFile[], registry: RegistryDoor, builds: BuildStore): Promise<void> {
  const needed = referencedBlobs(registry.current)
  for (const { sha256 } of kept) {
    // What cannot be removed now, the sweep removes; the caller is to hear of what went wrong first.
    if (!needed.has(sha256)) await builds.delete(sha256).catch(() => {})
  }
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
