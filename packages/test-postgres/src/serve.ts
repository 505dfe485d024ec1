import { startPostgres } from './index.ts'

/** A program: prints the address of an empty database, and serves it until its standard input ends. */
const postgres = await startPostgres()
if ('unavailable' in postgres) {
  process.stderr.write(`${postgres.unavailable}\n`)
  process.exit(1)
}
process.stdout.write(`${await postgres.createDatabase()}\n`)
process.stdin.resume()
process.stdin.once('close', () => void postgres.stop())
