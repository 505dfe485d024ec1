import { open } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { DatabaseSync } from '@photostructure/sqlite'

/** An open SQLite database, in the words of `node:sqlite`, whichever of the two bindings it came from. */
export type Sqlite = InstanceType<typeof DatabaseSync>

/**
 * Bytes of the database kept in memory at most. What the writes of a large fleet touch has to fit in, or each page is read
 * and written again and again.
 */
const mostCached = 64 * 1024 * 1024

/** The database file cannot be used; `message` is one sentence that names it. */
export class UnusableDatabase extends Error {
  override readonly name = 'UnusableDatabase'
}

/**
 * Opens (or creates, readable by its owner only) the database at `path`; `:memory:` for one that is forgotten when
 * closed. A commit survives the end of the process; `durably` also makes it survive a power cut. Other processes may
 * have the same file open: writers wait up to 5 s for each other. Keep the object referenced while statements live. Throws {@link UnusableDatabase}.
 */
export async function openSqlite(path: string): Promise<Sqlite> {
  try {
    if (path !== ':memory:') await keepPrivate(path)
    const Database = await loadSqlite()
    const database = new Database(path)
    try {
      database.exec('pragma busy_timeout = 5000')
      database.exec('pragma journal_mode = wal')
      database.exec('pragma synchronous = normal')
      database.exec('pragma foreign_keys = on')
      database.exec(`pragma cache_size = -${mostCached / 1024}`)
    } catch (error) {
      database.close()
      throw error
    }
    return database
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new UnusableDatabase(`${basename(path)} in ${dirname(path)} cannot be opened: ${why}.`, {
      cause: error,
    })
  }
}

/** The binding that this Node can use, without any of the settings of {@link openSqlite}. */
export async function loadSqlite(): Promise<typeof DatabaseSync> {
  return builtInSqlite() ?? (await import('@photostructure/sqlite')).DatabaseSync
}

/** SQLite gives its journals the mode of the database file, so it has to be right before the first byte is written. */
async function keepPrivate(path: string): Promise<void> {
  const file = await open(path, 'a', 0o600)
  try {
    const { mode } = await file.stat()
    if (mode & 0o077) await file.chmod(0o600)
  } catch (error) {
    // exFAT and network shares have no modes to set; whoever keeps the folder there has chosen that.
    if (!['EPERM', 'ENOTSUP'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  } finally {
    await file.close()
  }
}

/**
 * `node:sqlite` where this Node has a complete one: without `columns()` (before 22.16) a statement cannot tell
 * whether it returns rows.
 */
function builtInSqlite(): typeof DatabaseSync | undefined {
  const module = withoutExperimentalWarning(() => process.getBuiltinModule('node:sqlite')) as
    | { DatabaseSync: typeof DatabaseSync; StatementSync: { prototype: object } }
    | undefined
  return module && 'columns' in module.StatementSync.prototype ? module.DatabaseSync : undefined
}

/** Loading `node:sqlite` warns on stderr in some Node versions, which an owner can do nothing about. */
function withoutExperimentalWarning<T>(load: () => T): T {
  const { emitWarning } = process
  process.emitWarning = () => {}
  try {
    return load()
  } finally {
    process.emitWarning = emitWarning
  }
}
