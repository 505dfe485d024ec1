import { dirname } from 'node:path'
import { loadSqlite } from './database/sqlite.ts'
import { DataFolderUnusable } from './dataFolder.ts'

/** Another process works on the data folder; `message` is one sentence that names the folder. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse'
}

/** The exclusive right to a data folder. */
export interface FolderLock {
  /** Gives it up; harmless when it was given up already. */
  release(): void
}

/** Keeps held locks from being collected as garbage, which would end them. */
const held = new Set<object>()

/** SQLITE_BUSY, https://www.sqlite.org/rescode.html#busy */
const BUSY = 5

/**
 * Takes the data folder for this process, with the lock file at `path` (`DataFolder.lock`). The lock is one that the
 * operating system takes back when the process ends in whatever way, so a killed server leaves nothing to clean up: an
 * open SQLite transaction, which holds on every system Node runs on. The file stays and means nothing by itself.
 * Throws {@link FolderInUse}, or `DataFolderUnusable` when the file cannot be opened.
 */
export async function lockDataFolder(path: string): Promise<FolderLock> {
  const Database = await loadSqlite()
  const database = open(Database, path)
  try {
    database.exec('pragma busy_timeout = 0')
    database.exec('begin exclusive')
    // A file that may only be read is opened all the same, and locks nobody out: writing to it tells.
    database.exec('pragma user_version = 1')
  } catch (error) {
    database.close()
    if ((error as { errcode?: number }).errcode !== BUSY) throw unusable(path, error)
    throw new FolderInUse(
      `Another server is running on ${dirname(path)}; stop it first or set FIRMWARE_DIR to another folder.`,
      { cause: error },
    )
  }
  held.add(database)
  return {
    release: () => {
      if (held.delete(database)) database.close()
    },
  }
}

function open(Database: Awaited<ReturnType<typeof loadSqlite>>, path: string) {
  try {
    return new Database(path)
  } catch (error) {
    throw unusable(path, error)
  }
}

function unusable(path: string, error: unknown): DataFolderUnusable {
  return new DataFolderUnusable(`The lock ${path} cannot be taken: ${(error as Error).message}.`, {
    cause: error,
  })
}
