import { setTimeout as delay } from 'node:timers/promises'
import type { DatabaseConnection, Driver } from 'kysely'
import type { Sqlite } from './sqlite.ts'

/** SQLite's "another connection holds the lock" (https://www.sqlite.org/rescode.html#busy). */
const busy = 5
/** How long a statement waits for another process, ms, as `openSqlite` has it. */
const patience = 5_000
const untilNextTry = 20

/**
 * A driver for SQLite that waits for other processes without holding up this one: SQLite's own waiting stops the event
 * loop, and every poll with it. Undoing a transaction that SQLite has undone by itself, as it does when the disk is full,
 * is no error, which would hide the one that tells why.
 */
export function patientDriver(driver: Driver, database: Sqlite): Driver {
  database.exec('pragma busy_timeout = 0')
  const patient = new WeakMap<DatabaseConnection, DatabaseConnection>()
  return {
    init: (...args) => driver.init(...args),
    acquireConnection: async (...args) => {
      const connection = await driver.acquireConnection(...args)
      const known = patient.get(connection) ?? patientConnection(connection)
      patient.set(connection, known)
      return known
    },
    beginTransaction: (...args) => driver.beginTransaction(...args),
    commitTransaction: (...args) => driver.commitTransaction(...args),
    rollbackTransaction: async (...args) => {
      if (database.isTransaction) await driver.rollbackTransaction(...args)
    },
    releaseConnection: (...args) => driver.releaseConnection(...args),
    destroy: (...args) => driver.destroy(...args),
  }
}

function patientConnection(connection: DatabaseConnection): DatabaseConnection {
  return {
    streamQuery: (...args) => connection.streamQuery(...args),
    executeQuery: async (...args) => {
      for (const began = performance.now(); ; ) {
        try {
          return await connection.executeQuery(...args)
        } catch (error) {
          const { errcode } = error as { errcode?: number }
          if (errcode !== busy || performance.now() - began > patience) throw error
        }
        await delay(untilNextTry)
      }
    },
  }
}
