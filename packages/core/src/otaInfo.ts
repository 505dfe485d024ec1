import type { OtaInfo, Registry } from '@cyberdeck-ota/schema'
import { type BoardHints, chooseBuild } from './chooseBuild.ts'
import { formatUploaded } from './formatUploaded.ts'
import { targetOf } from './target.ts'

const nothing: BoardHints = { named: null, proven: [], learned: null, chip: null }

/** Which release is asked for, and how to name its image. */
export interface OtaInfoRequest {
  registry: Registry
  product: string
  /** Null: the build of the product's only board, else that of the board `default`. */
  board: string | null
  /** Null: `stable`. */
  channel: string | null
  /** Absolute address of the immutable image with that SHA-256. */
  urlOf: (sha256: string) => string
}

/**
 * The answer of `GET /ota/info`, its fields in the order small clients rely on. Null when nothing is published there,
 * or no build of it is for that board.
 */
export function otaInfo({ registry, product, board, channel, urlOf }: OtaInfoRequest): OtaInfo | null {
  const target = targetOf(registry, product, channel)
  const choice = target && chooseBuild(target.release, target.product.boards, { ...nothing, named: board })
  if (!choice || 'code' in choice) return null
  const { build } = choice
  return {
    latest: target.release.version,
    sha256: build.sha256,
    size: build.size,
    uploaded: formatUploaded(build.uploadedAt),
    notes: target.release.notes,
    md5: build.md5,
    url: urlOf(build.sha256),
    product,
    board: choice.board,
    chip: build.chip,
  }
}
