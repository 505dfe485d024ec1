import { type Kysely, sql } from 'kysely'
import { type Columns, columnsOf } from './columns.ts'

/** Creates what `fleet/sql/tables.ts` describes. */
export async function createFleetTables(database: Kysely<unknown>): Promise<void> {
  const columns = columnsOf(database)
  await createDevices(database, columns)
  await createBesideDevices(database, columns)
  await createAttempts(database, columns)
  await createChanges(database, columns)
  await createSamples(database, columns)
}

async function createDevices(database: Kysely<unknown>, { number, text }: Columns): Promise<void> {
  await sql`
    create table if not exists devices (
      row ${number},
      id ${text} not null unique,
      identity ${text} not null,
      first_seen bigint not null,
      name ${text},
      title ${text} not null,
      notes ${text} not null,
      channel ${text},
      pin ${text},
      hold smallint not null,
      client ${text} not null,
      product ${text} not null,
      reported_board ${text},
      reported_channel ${text},
      version ${text},
      mode ${text},
      running_sha256 ${text},
      running_md5 ${text},
      free_space bigint,
      sketch_size bigint,
      flash_size bigint,
      sdk ${text},
      address ${text} not null,
      state ${text} not null,
      reason ${text} not null,
      target ${text},
      runs ${text},
      board ${text},
      chip ${text},
      said_key ${text} not null,
      version_key ${text} not null,
      mislabelled smallint not null,
      changed bigint not null
    )`.execute(database)
  await sql`
    create table if not exists presence (
      row integer primary key references devices (row) on delete cascade,
      last_seen bigint not null,
      polls bigint not null,
      interval_ms bigint,
      patience bigint not null
    )`.execute(database)

  // Each ends in the row, by which equal values are told apart; sort orders carry the state, so that a page of one
  // state in any order reads no device that it does not show.
  const indexes = {
    devices_title: sql`devices (title, row, state)`,
    devices_version: sql`devices (version_key, row, state)`,
    devices_first_seen: sql`devices (first_seen, row, state)`,
    devices_board: sql`devices ((coalesce(board, '')), row, state)`,
    devices_state: sql`devices (state, row)`,
    devices_id: sql`devices ((lower(id)), row)`,
    devices_address: sql`devices (address, row)`,
    devices_product: sql`devices (product, row)`,
    devices_chip: sql`devices ((lower(coalesce(chip, ''))), row)`,
    devices_channel: sql`devices ((coalesce(channel, reported_channel, 'stable')), row)`,
    devices_named: sql`devices (row, title) where name is not null`,
    devices_pinned: sql`devices (pin, row) where pin is not null`,
    devices_held: sql`devices (row) where hold = 1`,
    devices_weak: sql`devices (row) where identity = 'address'`,
    devices_mislabelled: sql`devices (row) where mislabelled = 1`,
    devices_changed: sql`devices (changed) where changed > 0`,
    presence_last_seen: sql`presence (last_seen, row, patience)`,
  }
  for (const [name, on] of Object.entries(indexes)) {
    await sql`create index if not exists ${sql.id(name)} on ${on}`.execute(database)
  }
}

async function createBesideDevices(database: Kysely<unknown>, { number, text }: Columns): Promise<void> {
  await sql`
    create table if not exists device_tags (
      tag ${text} not null,
      row bigint not null references devices (row) on delete cascade,
      primary key (tag, row)
    )`.execute(database)
  await sql`
    create table if not exists device_aliases (
      alias ${text} primary key,
      row bigint not null references devices (row) on delete cascade
    )`.execute(database)
  await sql`
    create table if not exists device_events (
      id ${number},
      row bigint not null references devices (row) on delete cascade,
      at bigint not null,
      detail ${text} not null
    )`.execute(database)
  await sql`create index if not exists device_tags_row on device_tags (row)`.execute(database)
  await sql`create index if not exists device_aliases_row on device_aliases (row)`.execute(database)
  await sql`create index if not exists device_events_row on device_events (row, id)`.execute(database)
}

async function createAttempts(database: Kysely<unknown>, { number, text }: Columns): Promise<void> {
  await sql`
    create table if not exists attempts (
      id ${number},
      row bigint not null references devices (row) on delete cascade,
      product ${text} not null,
      version ${text} not null,
      board ${text} not null,
      sha256 ${text} not null,
      running_sha256 ${text},
      running_md5 ${text},
      size bigint not null,
      from_version ${text},
      from_sha256 ${text},
      from_md5 ${text},
      state ${text} not null,
      evidence ${text} not null,
      acknowledged bigint not null,
      approximate smallint not null,
      opened_at bigint not null,
      changed_at bigint not null,
      settled smallint not null
    )`.execute(database)
  await sql`
    create table if not exists quarantines (
      row bigint not null references devices (row) on delete cascade,
      sha256 ${text} not null,
      product ${text} not null,
      version ${text} not null,
      aborted bigint not null,
      failed bigint not null,
      until bigint,
      primary key (row, sha256)
    )`.execute(database)
  await sql`
    create unique index if not exists attempts_open on attempts (row)
      where state in ('offered', 'downloading', 'delivered')`.execute(database)
  await sql`create index if not exists attempts_row on attempts (row, id)`.execute(database)
  await sql`create index if not exists attempts_unsettled on attempts (id) where settled = 0`.execute(
    database,
  )
}

async function createChanges(database: Kysely<unknown>, { text }: Columns): Promise<void> {
  await sql`create table if not exists fleet_sequence (value bigint not null)`.execute(database)
  await sql`
    insert into fleet_sequence (value)
    select 0 where not exists (select 1 from fleet_sequence)`.execute(database)
  await sql`
    create table if not exists device_removals (row bigint primary key, sequence bigint not null)`.execute(
    database,
  )
  await sql`create index if not exists device_removals_sequence on device_removals (sequence)`.execute(
    database,
  )
  await sql`
    create table if not exists undoable (
      name ${text} primary key,
      at bigint not null,
      action ${text} not null
    )`.execute(database)
  await sql`
    create table if not exists undoable_devices (
      name ${text} not null references undoable (name) on delete cascade,
      row bigint not null references devices (row) on delete cascade,
      was ${text},
      primary key (name, row)
    )`.execute(database)
  await sql`create index if not exists undoable_devices_row on undoable_devices (row)`.execute(database)
}

async function createSamples(database: Kysely<unknown>, { text }: Columns): Promise<void> {
  await sql`
    create table if not exists field_samples (
      product ${text} not null,
      at bigint not null,
      version ${text} not null,
      devices bigint not null,
      primary key (product, at, version)
    )`.execute(database)
}
