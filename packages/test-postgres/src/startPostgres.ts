import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'
import { findInstallation, type Installation, installationAt } from './binaries.ts'
import { isOpenToAll, type Owner, whoRunsIt } from './otherUser.ts'

const run = promisify(execFile)
const guard = fileURLToPath(new URL('guard.mjs', import.meta.url))
const user = 'tests'
const password = 'only for tests'

/** For speed: what a power cut would cost is no test's subject, and the folder is thrown away. */
const quick = ['fsync=off', 'full_page_writes=off', 'shared_buffers=32MB', 'max_connections=60']

/** A PostgreSQL that runs for the tests, on 127.0.0.1 and with nothing in it. */
export interface Postgres {
  /** Makes an empty database and returns its address, `postgres://…`, name and password in it. */
  createDatabase(): Promise<string>
  /** Ends it and removes its folder. */
  stop(): Promise<void>
}

/**
 * Starts PostgreSQL 18 from the package registry, without root and without a system package, or says why it cannot
 * here. It ends with the process that started it, also when that is killed.
 */
export async function startPostgres(): Promise<Postgres | { unavailable: string }> {
  const found = await findInstallation()
  if ('unavailable' in found) return found
  const owner = whoRunsIt()
  const folder = await folderFor(owner)
  if (folder === null) {
    return { unavailable: `nobody but root can read ${tmpdir()}, and PostgreSQL does not run as root` }
  }
  try {
    const installation = await readableBy(owner, found, folder)
    await initialise(installation, owner, folder)
    return await serve(installation, owner, folder)
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

async function folderFor(owner: Owner): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), 'cyberdeck-postgres-'))
  if (owner.uid === undefined) return folder
  if (!(await isOpenToAll(tmpdir()))) {
    await rm(folder, { recursive: true })
    return null
  }
  await chown(folder, owner.uid, owner.gid)
  return folder
}

/** A clone in root's home can be read by root only, and its programs then have to be copied. */
async function readableBy(owner: Owner, found: Installation, folder: string): Promise<Installation> {
  if (owner.uid === undefined || (await isOpenToAll(found.postgres))) return found
  const copy = installationAt(join(folder, 'programs'), found)
  await mkdir(copy.root, { mode: 0o755 })
  await cp(await realpath(found.root), copy.root, { recursive: true, verbatimSymlinks: true })
  return copy
}

async function initialise({ initdb }: Installation, owner: Owner, folder: string): Promise<void> {
  const passwordFile = join(folder, 'password')
  await writeFile(passwordFile, password, { mode: 0o644 })
  const args = [
    `--pgdata=${join(folder, 'data')}`,
    `--username=${user}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // An order of texts as people know it, as most installations have: what relies on that of bytes has to say so.
    ...['--locale-provider=icu', '--icu-locale=en-US', '--locale=C'],
    ...['--no-sync', '--no-instructions'],
  ]
  await run(initdb, args, { ...owner, cwd: folder })
}

async function serve(installation: Installation, owner: Owner, folder: string): Promise<Postgres> {
  const port = await freePort()
  const settings = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', ...quick]
  const args = ['-D', join(folder, 'data'), ...settings.flatMap((setting) => ['-c', setting])]
  const job = { program: installation.postgres, args, owner, folder }
  const child = spawn(process.execPath, [guard, JSON.stringify(job)], { stdio: ['pipe', 'ignore', 'pipe'] })
  const ended = once(child, 'exit')
  await ready(child)
  // Neither the guard nor its pipes keep the tests' process alive.
  child.unref()
  ;(child.stdin as unknown as { unref(): void }).unref()
  ;(child.stderr as unknown as { unref(): void }).unref()

  const urlOf = (name: string) =>
    `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`
  let databases = 0
  return {
    createDatabase: async () => {
      databases += 1
      const name = `test_${databases}`
      const client = new pg.Client({ connectionString: urlOf('postgres') })
      await client.connect()
      try {
        await client.query(`create database ${name}`)
      } finally {
        await client.end()
      }
      return urlOf(name)
    },
    stop: async () => {
      child.ref()
      child.stdin?.end()
      await ended
    },
  }
}

/** Resolves when connections are accepted; throws what the server said if it ends instead. */
async function ready(child: ChildProcess): Promise<void> {
  let said = ''
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`PostgreSQL did not start: ${said}`)))
    child.stderr?.on('data', (text) => {
      said = `${said}${text}`.slice(-10_000)
      if (said.includes('ready to accept connections')) resolve()
    })
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
