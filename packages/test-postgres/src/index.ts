export type { Postgres } from './startPostgres.ts'
export { startPostgres } from './startPostgres.ts'
