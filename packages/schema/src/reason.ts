import { z } from 'zod'
import { ByteCount, Timestamp, VersionText } from './scalars.ts'

const reason = <Code extends string, Shape extends z.ZodRawShape>(code: Code, shape: Shape) =>
  z.object({ code: z.literal(code), ...shape })

/**
 * Why a check-in was answered as it was: a stable code and the facts it rests on. `running` is the version it
 * was compared by: of the release its digest proved, else the text it sent (for `digest-match` always that text, null
 * when it sent none). Sizes are bytes.
 */
export const Reason = z.discriminatedUnion('code', [
  /** Runs an older version than the target. */
  reason('older', { running: z.string(), target: VersionText }),
  /** Said neither version nor digest: unknown counts as oldest. */
  reason('version-unknown', { target: VersionText }),
  /** One of the two versions has no order ("nightly"), and the texts differ. */
  reason('version-differs', { running: z.string(), target: VersionText }),
  /** Runs something newer, and the channel brings such devices back. */
  reason('recalled', { running: z.string(), target: VersionText }),
  /** Says it runs the target's version. */
  reason('same-version', { running: z.string(), target: VersionText }),
  /** The digest proves that it runs the target, whatever it calls itself. */
  reason('digest-match', { running: z.string().nullable(), target: VersionText }),
  /** Runs something newer and is left alone. */
  reason('running-newer', { running: z.string(), target: VersionText }),
  /** Asked for a filesystem image (`mode`), of which there is none. */
  reason('wrong-mode', { mode: z.string() }),
  /** The image is larger than the slot the device says it has. */
  reason('does-not-fit', { target: VersionText, size: ByteCount, freeSpace: ByteCount }),
  /** The device runs a build for another chip (`runs`) than the target's, or its updater is of another family. */
  reason('wrong-chip', { target: VersionText, chip: z.string(), runs: z.string() }),
  /** The build is encrypted, and Arduino's updaters cannot decrypt. */
  reason('encrypted-build', { target: VersionText }),
  /** The product has several boards, and nothing tells which one this device is. */
  reason('board-unknown', { target: VersionText }),
  /** The target has no build for this board. */
  reason('no-build-for-board', { target: VersionText, board: z.string() }),
  /** Runs something else than the operator pinned it to. */
  reason('pinned', { running: z.string().nullable(), target: VersionText }),
  /** Pinned to a version of which the product has no release. */
  reason('pin-missing', { pin: z.string() }),
  /** The operator holds it. */
  reason('held', { target: VersionText }),
  /** Has to run `target` before it may run `beyond`. `running` null: it did not say. */
  reason('stepping-stone', { running: z.string().nullable(), target: VersionText, beyond: VersionText }),
  /** Says a version that is accepted as another name of the target. */
  reason('alias', { running: z.string(), target: VersionText }),
  /** Attempts at this build failed, and it waits: until `until`, or (null) until somebody lifts it. */
  reason('quarantined', { target: VersionText, attempts: z.int().positive(), until: Timestamp.nullable() }),
  /** The target's anti-rollback counter is below that of the build it runs: installing it would end it. */
  reason('secure-version', { target: VersionText, offers: z.int(), runs: z.int() }),
  /** The attempt could not be recorded in time, so that it was not begun. */
  reason('cannot-record', { target: VersionText }),
  /** As many downloads as the server serves at once are under way. */
  reason('busy', { target: VersionText, limit: z.int().positive() }),
  /** No release is published on this channel. */
  reason('nothing-published', { product: z.string(), channel: z.string() }),
  reason('unknown-product', { product: z.string() }),
  reason('unknown-channel', { product: z.string(), channel: z.string() }),
  /** The bytes of the build could not be read. */
  reason('unreadable-build', { target: VersionText }),
  /** The request could not be understood; `problem` says what is wrong with it. */
  reason('malformed-request', { problem: z.string() }),
])
export type Reason = z.infer<typeof Reason>
export type ReasonCode = Reason['code']
