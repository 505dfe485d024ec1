import { type Standing, versionSortKey } from '@cyberdeck-ota/core'
import type { ClientKind, DeviceIdentity, DeviceState, Reason, Reported } from '@cyberdeck-ota/schema'
import type { Selectable } from 'kysely'
import type { LoadedDevice, StoredDevice } from '../store.ts'
import type { FleetTables } from './tables.ts'

type DeviceRow = Selectable<FleetTables['devices']> & Omit<Selectable<FleetTables['presence']>, 'row'>

/** Columns a replica keeps in memory, of devices joined with their presence. */
export const loadedColumns = [
  'devices.row',
  'devices.id',
  'devices.identity',
  'devices.channel',
  'devices.pin',
  'devices.hold',
  'devices.client',
  'devices.product',
  'devices.reported_board',
  'devices.reported_channel',
  'devices.version',
  'devices.mode',
  'devices.running_sha256',
  'devices.running_md5',
  'devices.free_space',
  'devices.sketch_size',
  'devices.flash_size',
  'devices.sdk',
  'devices.address',
  'devices.state',
  'devices.reason',
  'devices.target',
  'devices.runs',
  'devices.board',
  'devices.chip',
  'presence.last_seen',
  'presence.polls',
  'presence.interval_ms',
  'presence.patience',
] as const

/** Columns of everything that is known of a device. */
export const storedColumns = [
  ...loadedColumns,
  'devices.first_seen',
  'devices.name',
  'devices.notes',
] as const

type LoadedRow = Omit<
  DeviceRow,
  'first_seen' | 'name' | 'title' | 'notes' | 'said_key' | 'version_key' | 'mislabelled' | 'changed'
>
type StoredRow = LoadedRow & Pick<DeviceRow, 'first_seen' | 'name' | 'notes'>

export function toLoaded(row: LoadedRow, aliases: string[]): LoadedDevice {
  return {
    row: row.row,
    id: row.id,
    identity: row.identity as DeviceIdentity,
    aliases,
    assigned: { channel: row.channel, pin: row.pin, hold: row.hold === 1 },
    reported: {
      client: row.client as ClientKind,
      product: row.product,
      board: row.reported_board,
      channel: row.reported_channel,
      version: row.version,
      mode: row.mode,
      runningSha256: row.running_sha256,
      runningMd5: row.running_md5,
      freeSpace: row.free_space,
      sketchSize: row.sketch_size,
      flashSize: row.flash_size,
      sdk: row.sdk,
      address: row.address,
    },
    standing: {
      state: row.state as DeviceState,
      reason: JSON.parse(row.reason) as Reason,
      target: row.target,
      runs: row.runs,
      board: row.board,
      chip: row.chip,
    },
    lastSeenAt: row.last_seen,
    polls: row.polls,
    interval: row.interval_ms,
    patience: row.patience,
  }
}

export function toStored(row: StoredRow, tags: string[], aliases: string[]): StoredDevice {
  const { assigned, ...loaded } = toLoaded(row, aliases)
  return {
    ...loaded,
    assigned: { ...assigned, name: row.name, notes: row.notes, tags },
    firstSeenAt: row.first_seen,
  }
}

/** The columns of {@link reportedColumns}, in their order. */
export function reportedValues(reported: Reported) {
  return [
    reported.client,
    storable(reported.product),
    storable(reported.board),
    storable(reported.channel),
    storable(reported.version),
    storable(reported.mode),
    reported.runningSha256,
    reported.runningMd5,
    reported.freeSpace,
    reported.sketchSize,
    reported.flashSize,
    storable(reported.sdk),
    storable(reported.address),
  ]
}

/** Columns of what a device says of itself, with their types. */
export const reportedColumns = {
  client: 'text',
  product: 'text',
  reported_board: 'text',
  reported_channel: 'text',
  version: 'text',
  mode: 'text',
  running_sha256: 'text',
  running_md5: 'text',
  free_space: 'bigint',
  sketch_size: 'bigint',
  flash_size: 'bigint',
  sdk: 'text',
  address: 'text',
} as const

/** Columns of where a device stands, with their types. */
export const standingColumns = {
  state: 'text',
  reason: 'text',
  target: 'text',
  runs: 'text',
  board: 'text',
  chip: 'text',
} as const

/** The columns of {@link standingColumns}, in their order. */
export function standingValues(standing: Standing) {
  return [
    standing.state,
    JSON.stringify(standing.reason),
    standing.target,
    standing.runs,
    standing.board,
    standing.chip,
  ]
}

/** Columns that follow from what a device says and where it stands, with their types. */
export const derivedColumns = { said_key: 'text', version_key: 'text', mislabelled: 'bigint' } as const

/** The columns of {@link derivedColumns}, in their order. */
export function derivedValues(said: string | null, runs: string | null) {
  const [saidKey, runsKey] = [keyOf(said), keyOf(runs)]
  return [saidKey, runsKey || saidKey, saidKey && runsKey && saidKey !== runsKey ? 1 : 0]
}

/** What names are sorted and searched by. */
export function titleOf(name: string | null, id: string): string {
  return (name ?? id).toLowerCase()
}

/** PostgreSQL has no U+0000 in texts, and SQLite's functions stop at it: it is kept as what shows a missing character. */
export function storable<Text extends string | null>(text: Text): Text {
  return text?.includes('\u0000') ? (text.replaceAll('\u0000', '\ufffd') as Text) : text
}

/** Fleets run few versions, and each key is worked out once. */
const keys = new Map<string, string>()
const mostKeys = 10_000

/** `versionSortKey`, which is never empty, or empty for null. */
export function keyOf(version: string | null): string {
  if (version === null) return ''
  const known = keys.get(version)
  if (known !== undefined) return known
  if (keys.size >= mostKeys) keys.clear()
  const key = versionSortKey(version)
  keys.set(version, key)
  return key
}
