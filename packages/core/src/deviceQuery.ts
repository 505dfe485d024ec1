import type { DeviceState } from '@cyberdeck-ota/schema'

export type Comparison = '=' | '<' | '<=' | '>' | '>='

/** One condition of a query. `not` turns it round. */
export type DeviceTerm = { not: boolean } & (
  | {
      /** `word`: the start of the id or the address, or any part of the name. */
      field: 'word' | 'tag' | 'product' | 'board' | 'chip' | 'channel' | 'name' | 'address' | 'id' | 'pin'
      text: string
    }
  | { field: 'state'; state: DeviceState }
  /** `silent`: past its own rhythm; `new`: first seen within a day; `weak`: known by its address only. */
  | { field: 'is'; what: 'silent' | 'new' | 'weak' | 'held' | 'pinned' | 'quarantined' | 'mislabelled' }
  /** What it runs: the release it is proven to run, else what it says. `key` is its `versionSortKey`. */
  | { field: 'version'; compare: Comparison; version: string; key: string }
  /** How long ago, ms: `seen:>1d` is longer ago than a day. */
  | { field: 'seen' | 'first-seen'; compare: '<' | '>'; ago: number }
)

/** Which devices: those for which every term holds. Without terms, all. */
export interface DeviceQuery {
  terms: DeviceTerm[]
}
