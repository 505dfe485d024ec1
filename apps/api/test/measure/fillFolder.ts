import { join } from 'node:path'
import { openDatabase } from '../../src/database/openDatabase.ts'
import type { FleetTables } from '../../src/fleet/sql/tables.ts'
import { createSqlFleetStore } from '../../src/fleet/sqlStore.ts'
import { fillFleet } from '../fillFleet.ts'

/**
 * A program for `pnpm bench`, which may not import the server: puts a made-up fleet into the SQLite database of a data
 * folder. `node fillFolder.js <folder> <devices>`.
 */
const [folder = '', devices] = process.argv.slice(2)
const database = await openDatabase<FleetTables>({ path: join(folder, 'cyberdeck.db') })
await fillFleet(createSqlFleetStore(database, { revision: () => 0 }), Number(devices), Date.now())
await database.destroy()
