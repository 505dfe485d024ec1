import type { Attempt, DeviceQuery, Standing } from '@cyberdeck-ota/core'
import type {
  Assigned,
  DeviceAction,
  DeviceEventDetail,
  DeviceFacets,
  DeviceIdentity,
  DeviceSort,
  DeviceViews,
  Reported,
} from '@cyberdeck-ota/schema'

/** Times are ms since 1970 everywhere in this port, intervals ms, sizes bytes. `row` is the store's own number of a device. */

/** A device as it is kept. */
export interface StoredDevice {
  row: number
  id: string
  identity: DeviceIdentity
  aliases: string[]
  assigned: Assigned
  reported: Reported
  standing: Standing
  firstSeenAt: number
  lastSeenAt: number
  polls: number
  /** Learned, ms; null before the second poll. */
  interval: number | null
  /** How long it may be silent, ms, as `patienceOf` says. */
  patience: number
}

/** What a replica keeps of each device in memory: without notes, tags, names. */
export type LoadedDevice = Pick<
  StoredDevice,
  'row' | 'id' | 'identity' | 'reported' | 'standing' | 'lastSeenAt' | 'polls' | 'interval' | 'patience'
> & { assigned: Pick<Assigned, 'channel' | 'pin' | 'hold'>; aliases: string[] }

/** What its first check-in tells. */
export type NewDevice = Omit<StoredDevice, 'row' | 'aliases' | 'assigned'>

/** Written in large batches, and therefore narrow. Polls are those since the last batch: two replicas add up. */
export type Presence = Pick<StoredDevice, 'row' | 'lastSeenAt' | 'polls' | 'interval' | 'patience'>

/** Written when it changes. */
export type Report = Pick<StoredDevice, 'row' | 'identity' | 'reported' | 'standing'>

export interface StoredAttempt extends Attempt {
  id: number
  row: number
  /** Nothing more is expected of it: closed and not lost, or followed by another one. */
  settled: boolean
}

export interface StoredQuarantine {
  row: number
  product: string
  version: string
  sha256: string
  aborted: number
  failed: number
  /** null: until lifted. */
  until: number | null
}

export interface StoredEvent {
  row: number
  at: number
  detail: DeviceEventDetail
}

/** What changed for one device when its attempt moved; written in one transaction. */
export interface AttemptChange {
  attempt: StoredAttempt
  /** The state the attempt was in when this was decided: a change over another state is refused. */
  was: Attempt['state']
  /** The device's back-off of that build from now on; null: none (any more); undefined: as it was. */
  quarantine?: StoredQuarantine | null
  events: StoredEvent[]
}

export interface ListRequest {
  query: DeviceQuery
  sort: DeviceSort
  /** `next` of the page before; null for the first. Throws the `Refusal` `bad-field` for what is none. */
  cursor: string | null
  limit: number
  now: number
  /** Since when this server hears devices; silence before it proves nothing. */
  upSince: number
}

/** The one wording of "which devices" for lists, counts, exports and actions. */
export type Selection = { ids: string[] } | { query: DeviceQuery; now: number; upSince: number }

/** What operators changed since a sequence, for the memory of each replica. */
export interface FleetChanges {
  /** Up to which this tells all there is. */
  sequence: number
  /** As they now are. */
  devices: LoadedDevice[]
  /** Rows that are no more: forgotten, or merged into another. */
  removed: number[]
  /** Of the devices above, all their quarantines. */
  quarantines: StoredQuarantine[]
}

/** Whether an attempt could be opened, and if not, why. */
export type Opened = StoredAttempt | 'already-open' | 'revision-moved' | 'unknown-device' | 'held'

/** A fleet in a database. SQLite and PostgreSQL pass the same contract. */
export interface FleetStore {
  // What the server reads at its start
  /** Every device, in pages, so that the event loop breathes between them. */
  load(each: (devices: LoadedDevice[]) => void): Promise<void>
  /** Every quarantine; and of each device the attempt that tells where it stands: one of which something is still expected, or the latest of a device with quarantines. */
  loadUnsettled(): Promise<{ attempts: StoredAttempt[]; quarantines: StoredQuarantine[] }>
  sequence(): Promise<number>

  // What polls leave behind, in batches that name each device once
  /** Devices that are there already are left alone. Returns the rows of all, in the order given. */
  enroll(devices: NewDevice[]): Promise<LoadedDevice[]>
  seen(batch: Presence[]): Promise<void>
  report(batch: Report[]): Promise<void>
  stand(batch: { row: number; standing: Standing }[]): Promise<void>
  record(events: StoredEvent[]): Promise<void>

  // Attempts
  /**
   * Opens an attempt, committed when this resolves. Refused while the device has an open one or is held, and when the
   * registry is no longer at `revision`. Settles the device's attempts before it, and notes the event.
   */
  open(attempt: Omit<StoredAttempt, 'id' | 'settled'>, revision: number): Promise<Opened>
  /** False when the attempt is not in the state it was thought to be in; then nothing was written. */
  move(change: AttemptChange): Promise<boolean>
  /** Bytes of open attempts, so that a page shows progress. Not durable. */
  progress(batch: { id: number; acknowledged: number; state: 'offered' | 'downloading' }[]): Promise<void>
  latestAttempt(row: number): Promise<StoredAttempt | null>
  /** The open attempts of these devices, for a page of the list. */
  openAttempts(rows: number[]): Promise<StoredAttempt[]>
  /** Newest first. */
  attempts(row: number, limit: number): Promise<StoredAttempt[]>

  // What operators do
  assign(
    selection: Selection,
    action: Exclude<DeviceAction, { do: 'forget' }>,
    by: string,
    at: number,
  ): Promise<{ changed: number; undo: string | null }>
  patch(id: string, patch: Partial<Assigned>, by: string, at: number): Promise<StoredDevice | null>
  /** Everything of these devices goes. */
  forget(selection: Selection): Promise<number>
  /**
   * `from` vanishes into `into`: history, aliases, counts. False when either is unknown. `alias` false: its id does not
   * stand for `into` from now on.
   */
  merge(into: string, from: string, by: string, at: number, alias?: boolean): Promise<boolean>
  /** Null when there is nothing of that name to undo, or it is older than a day. */
  undo(name: string, by: string, at: number): Promise<number | null>
  /** Some of many; there is nothing more when its `sequence` is the one it was asked with. */
  changesSince(sequence: number): Promise<FleetChanges>

  // What people read
  list(request: ListRequest): Promise<{ devices: StoredDevice[]; next: string | null }>
  count(selection: Selection): Promise<number>
  /** How many the action would change, and the first of them. */
  preview(
    selection: Selection,
    action: DeviceAction,
    limit: number,
  ): Promise<{ matched: number; changes: number; first: StoredDevice[] }>
  views(now: number, upSince: number): Promise<DeviceViews>
  facets(): Promise<DeviceFacets>
  /** By id or by the id of one that was merged into it. */
  find(id: string): Promise<StoredDevice | null>
  quarantines(row: number): Promise<StoredQuarantine[]>
  /** Newest first, older than `before` (an event's number). */
  events(row: number, before: number | null, limit: number): Promise<(StoredEvent & { id: number })[]>
  /** Pages of devices for an export or a restanding, in row order. */
  page(selection: Selection | { product: string }, after: number, limit: number): Promise<StoredDevice[]>

  // The field over time
  sample(at: number, counts: { product: string; version: string | null; devices: number }[]): Promise<void>
  forgetSamples(product: string): Promise<void>
  /**
   * All samples of at most `most` (2 or more) moments, oldest first: spread evenly over the time that was sampled, the last
   * moment being one of them.
   */
  samples(
    product: string,
    since: number,
    most: number,
  ): Promise<{ at: number; version: string | null; devices: number }[]>

  // What no longer counts
  /**
   * Takes away what is no longer kept: what can no longer be undone, samples older than 90 days, and of each device the
   * events and closed attempts that are older and not among its latest 50. Looks through so many devices each time that
   * polls wait for none of it; called each hour, it comes round to all.
   */
  prune(now: number): Promise<void>
}
