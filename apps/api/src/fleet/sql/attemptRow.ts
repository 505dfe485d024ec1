import type { AttemptState, Evidence } from '@cyberdeck-ota/schema'
import type { Insertable, Selectable } from 'kysely'
import type { StoredAttempt, StoredQuarantine } from '../store.ts'
import { storable } from './deviceRow.ts'
import type { FleetTables } from './tables.ts'

export function toAttempt(row: Selectable<FleetTables['attempts']>): StoredAttempt {
  return {
    id: row.id,
    row: row.row,
    product: row.product,
    version: row.version,
    board: row.board,
    sha256: row.sha256,
    runningSha256: row.running_sha256,
    runningMd5: row.running_md5,
    size: row.size,
    from: { version: row.from_version, sha256: row.from_sha256, md5: row.from_md5 },
    state: row.state as AttemptState,
    evidence: JSON.parse(row.evidence) as Evidence,
    acknowledged: row.acknowledged,
    approximate: row.approximate === 1,
    openedAt: row.opened_at,
    changedAt: row.changed_at,
    settled: row.settled === 1,
  }
}

export function fromAttempt(attempt: Omit<StoredAttempt, 'id'>): Insertable<FleetTables['attempts']> {
  return {
    row: attempt.row,
    product: attempt.product,
    version: attempt.version,
    board: attempt.board,
    sha256: attempt.sha256,
    running_sha256: attempt.runningSha256,
    running_md5: attempt.runningMd5,
    size: attempt.size,
    from_version: storable(attempt.from.version),
    from_sha256: attempt.from.sha256,
    from_md5: attempt.from.md5,
    state: attempt.state,
    evidence: JSON.stringify(attempt.evidence),
    acknowledged: attempt.acknowledged,
    approximate: attempt.approximate ? 1 : 0,
    opened_at: attempt.openedAt,
    changed_at: attempt.changedAt,
    settled: attempt.settled ? 1 : 0,
  }
}

export function toQuarantine(row: Selectable<FleetTables['quarantines']>): StoredQuarantine {
  return {
    row: row.row,
    product: row.product,
    version: row.version,
    sha256: row.sha256,
    aborted: row.aborted,
    failed: row.failed,
    until: row.until,
  }
}
