import type { Kysely } from 'kysely'
import { DiskFull } from '../files/diskFull.ts'
import { parseRegistry } from './registryFile.ts'
import { lockToMove, type RegistryTables } from './revisionLock.ts'
import { type RegistryStore, RevisionTaken } from './store.ts'

/** https://www.postgresql.org/docs/18/errcodes-appendix.html */
const diskFull = '53100'
/** Latest revisions that stay, for whoever wants one back by hand. */
const kept = 100

/**
 * Keeps the latest revisions of the registry as rows in a PostgreSQL database that `migrate` has prepared. Any number of
 * servers may save to it; exactly one gets each revision in.
 */
export function openPostgresRegistryStore(database: Kysely<RegistryTables>): RegistryStore {
  return {
    load: async () => {
      const latest = await database
        .selectFrom('registry_revisions')
        .selectAll()
        .orderBy('revision', 'desc')
        .limit(1)
        .executeTakeFirst()
      if (!latest) return null
      return parseRegistry(latest.document, `Revision ${latest.revision} of the registry in the database`)
    },

    revision: async () => {
      const { revision } = await database
        .selectFrom('registry_revisions')
        .select(({ fn }) => fn.max<number | null>('revision').as('revision'))
        .executeTakeFirstOrThrow()
      return revision
    },

    save: async (next) => {
      try {
        await database.transaction().execute(async (step) => {
          const latest = await lockToMove(step)
          if (next.revision !== latest + 1) {
            throw new RevisionTaken(`The registry in the database is at revision ${latest}.`)
          }
          const row = { revision: next.revision, document: JSON.stringify(next) }
          await step.insertInto('registry_revisions').values(row).execute()
          await step
            .deleteFrom('registry_revisions')
            .where('revision', '<=', next.revision - kept)
            .execute()
        })
      } catch (error) {
        if ((error as { code?: string }).code !== diskFull) throw error
        throw new DiskFull('The disk of the database is full.', { cause: error })
      }
    },
  }
}
