import type { Generated } from 'kysely'

/** 0 or 1, which both engines understand without a type of their own. */
type Flag = number

/**
 * The fleet's tables as Kysely sees them; `database/fleetTables.ts` creates them. Times are ms since 1970, durations
 * ms, sizes bytes; `reason`, `evidence` and `detail` are JSON.
 */
export interface FleetTables {
  /** What changes seldom. */
  devices: {
    row: Generated<number>
    id: string
    identity: string
    first_seen: number
    name: string | null
    /** What it is called, name or id, in lower case: what names are sorted and searched by. */
    title: string
    notes: string
    /** Assigned by an operator. */
    channel: string | null
    pin: string | null
    hold: Flag
    client: string
    product: string
    reported_board: string | null
    reported_channel: string | null
    /** As it said. */
    version: string | null
    mode: string | null
    running_sha256: string | null
    running_md5: string | null
    free_space: number | null
    sketch_size: number | null
    flash_size: number | null
    sdk: string | null
    address: string
    state: string
    reason: string
    target: string | null
    runs: string | null
    /** Learned or named. */
    board: string | null
    chip: string | null
    /** `versionSortKey` of what it says it runs; empty when it says nothing. */
    said_key: string
    /** `versionSortKey` of what it runs or says it runs; empty when neither is known. */
    version_key: string
    /** It is proven to run a release, and says another version. */
    mislabelled: Flag
    /** Sequence of the last change by an operator; 0 for none. */
    changed: number
  }
  /** What changes with every poll. */
  presence: {
    row: number
    last_seen: number
    polls: number
    interval_ms: number | null
    patience: number
  }
  device_tags: { tag: string; row: number }
  device_aliases: { alias: string; row: number }
  device_events: { id: Generated<number>; row: number; at: number; detail: string }
  attempts: {
    id: Generated<number>
    row: number
    product: string
    version: string
    board: string
    sha256: string
    running_sha256: string | null
    running_md5: string | null
    size: number
    from_version: string | null
    from_sha256: string | null
    from_md5: string | null
    state: string
    evidence: string
    acknowledged: number
    approximate: Flag
    opened_at: number
    changed_at: number
    settled: Flag
  }
  quarantines: {
    row: number
    sha256: string
    product: string
    version: string
    aborted: number
    failed: number
    until: number | null
  }
  /** One row: how many changes operators have made. */
  fleet_sequence: { value: number }
  device_removals: { row: number; sequence: number }
  undoable: { name: string; at: number; action: string }
  /** `was`: JSON of what the action replaced. */
  undoable_devices: { name: string; row: number; was: string | null }
  /** `version` is empty for devices of which none is known. */
  field_samples: { product: string; at: number; version: string; devices: number }
}
