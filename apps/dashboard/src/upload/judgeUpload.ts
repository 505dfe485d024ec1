import {
  type Changed,
  findRelease,
  type PublishRequest,
  publishBuild,
  Refusal,
  uploadWarnings,
} from '@cyberdeck-ota/core'
import {
  type FactoryParts,
  type Registry,
  Slug,
  type UploadWarning,
  VersionText,
} from '@cyberdeck-ota/schema'
import { leftBehind } from '../releaseActions/coverage.ts'
import { complaint } from '../ui/complaint.ts'
import { asBuild, type Candidate } from './candidate.ts'
import { judgeParts } from './judgeParts.ts'
import type { PartFiles } from './partFiles.ts'
import type { Draft } from './uploadState.ts'

/** What an upload would meet at the server. Each reason is one sentence, null where nothing stands against it. */
export interface Judgement {
  /** Against the version field; `''` while nothing is typed, which is no mistake yet. */
  version: string | null
  product: string | null
  board: string | null
  /** Against what goes beside the app. */
  parts: string | null
  /** What becomes of the parts where these very bytes are that build already. */
  gains: 'added' | 'replaced' | null
  /** The rules' own refusal. */
  refusal: string | null
  /** Why it cannot be saved, whichever of the above it is. */
  againstSaving: string | null
  againstPublishing: string | null
  /** Boards that get nothing when it is published, because the release has no build for them yet. */
  behind: string[]
  warnings: UploadWarning[]
}

interface Judged {
  registry: Registry
  candidate: Candidate
  draft: Draft
  parts: PartFiles
  /** Whether the version typed stands in the image's bytes; true while that is not known. */
  versionInBytes: boolean
}

/** Asks the server's own rules what they would say to an upload, without sending anything. */
export function judgeUpload({ registry, candidate, draft, parts, versionInBytes }: Judged): Judgement {
  const version = draft.version === '' ? '' : complaint(VersionText, draft.version)
  const product = complaint(Slug, draft.product)
  const board = draft.board === '' ? null : complaint(Slug, draft.board)
  const beside = judgeParts(candidate, parts)
  const fields = { version, product, board, parts: beside?.sentence ?? null }
  const wrong = version === '' ? 'Give it a version first.' : (version ?? product ?? board ?? fields.parts)
  if (wrong !== null) {
    return {
      ...fields,
      gains: null,
      refusal: null,
      againstSaving: wrong,
      againstPublishing: wrong,
      behind: [],
      warnings: [],
    }
  }

  const request = withParts(publishRequest(candidate, draft), beside?.placed ?? null)
  const saving = attempt({ ...request, publish: 'none' }, registry)
  const publishing = attempt({ ...request, publish: draft.channel }, registry)
  const refusal = saving instanceof Refusal ? saving.sentence : null
  return {
    ...fields,
    gains: gainsBy(saving),
    refusal,
    againstSaving:
      refusal ?? (saving === null ? `${draft.version} is saved already, with these very bytes.` : null),
    againstPublishing:
      refusal ??
      (publishing === null
        ? `${draft.version} is what ${draft.channel} points at already, with these very bytes.`
        : null),
    behind: publishing === null || publishing instanceof Refusal ? [] : behindAfter(publishing, draft),
    warnings: uploadWarnings({
      registry,
      product: draft.product,
      version: draft.version,
      board: draft.board || 'default',
      build: request.build,
      notes: draft.notes,
      versionInBytes,
      imageNotes: candidate.notes,
    }),
  }
}

/** The upload as the rules take it, without a channel and without parts. */
export function publishRequest(candidate: Candidate, draft: Draft): PublishRequest {
  return {
    version: draft.version,
    product: draft.product,
    board: draft.board || undefined,
    notes: draft.notes,
    build: asBuild(candidate),
    at: '',
  }
}

function withParts(request: PublishRequest, parts: FactoryParts | null): PublishRequest {
  return parts ? { ...request, build: { ...request.build, parts } } : request
}

function gainsBy(saving: Changed | Refusal | null): Judgement['gains'] {
  if (saving === null || saving instanceof Refusal) return null
  if (saving.note.code === 'factory-added') return 'added'
  return saving.note.code === 'factory-replaced' ? 'replaced' : null
}

function behindAfter({ products }: Changed, draft: Draft): string[] {
  const product = products[draft.product]
  const release = product && findRelease(product, draft.version)
  return release ? leftBehind(product, release) : []
}

/** What the change would do, null for nothing, or the refusal. */
function attempt(request: PublishRequest, registry: Registry) {
  try {
    return publishBuild(request)(registry)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}
