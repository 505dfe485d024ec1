import { existsSync } from 'node:fs'
import { access, constants } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import { fileURLToPath } from 'node:url'
import { createAccounts } from './accounts/accounts.ts'
import { CannotReset, resetPassword } from './accounts/resetPassword.ts'
import { createSqlAccountStore } from './accounts/sqlStore.ts'
import type { AccountTables } from './accounts/tables.ts'
import { type Addresses, addressesOf } from './addresses.ts'
import { adoptFolder } from './adoption/adopt.ts'
import { adoptionSummary } from './adoption/adoptionSummary.ts'
import { openFolderBuildStore } from './builds/folderStore.ts'
import { sweepBuilds } from './builds/sweep.ts'
import { openDatabase } from './database/openDatabase.ts'
import { UnusableDatabase } from './database/sqlite.ts'
import { DataFolderUnusable, dataFolderAt, openDataFolder } from './dataFolder.ts'
import { createDemoFleet } from './demo/demoFleet.ts'
import { ownAddress } from './demo/ownAddress.ts'
import { systemAcknowledged } from './device-api/acknowledged.ts'
import { createDownloads } from './device-api/downloads.ts'
import { listenBacklog } from './device-api/serverOptions.ts'
import { DiskFull } from './files/diskFull.ts'
import { createFleet } from './fleet/createFleet.ts'
import { greeting } from './greeting.ts'
import { keepUp } from './keepUp.ts'
import { CannotListen, listen } from './listen.ts'
import { createLive } from './live.ts'
import { FolderInUse, lockDataFolder } from './lock.ts'
import { createLogger, forTerminal } from './logger.ts'
import { systemNeighbours } from './neighbours/systemNeighbours.ts'
import { DamagedRegistry } from './registry/store.ts'
import { createCables } from './serial/cables.ts'
import { createFlashJobs } from './serial/flashJobs.ts'
import { loadBinding } from './serial/loadBinding.ts'
import { createSessionFlash } from './serial/sessionFlash.ts'
import { buildServer } from './server.ts'
import { readSettings, WrongSetting } from './settings.ts'
import { stopOnSignals } from './stop.ts'
import { databasePlace, openStores } from './stores.ts'
import { usage } from './usage.ts'
import { version } from './version.ts'

const dashboard = fileURLToPath(new URL('../../dashboard/dist', import.meta.url))
/** What `npm run usb` installs. */
const serialport = fileURLToPath(new URL('../../../packages/serialport', import.meta.url))
const hour = 60 * 60 * 1000

/** Errors whose message is one sentence for the person who starts the server. */
const expected = [
  CannotListen,
  CannotReset,
  DamagedRegistry,
  DataFolderUnusable,
  DiskFull,
  FolderInUse,
  UnusableDatabase,
  WrongSetting,
]

async function serve(): Promise<void> {
  const settings = readSettings(process.env)
  const now = Date.now
  const startedAt = now()
  const log = createLogger(settings.LOG_LEVEL, process.stdout.isTTY ? forTerminal() : undefined)
  const folder = await openDataFolder(settings.FIRMWARE_DIR)
  const replicas = settings.DATABASE_URL !== undefined
  // Held by the process, not by this variable: it ends when the process does. Servers that share a database share the
  // folder's builds as well.
  if (!replicas) await lockDataFolder(folder.lock)

  const uploadLimit = settings.UPLOAD_LIMIT_MB * 1024 * 1024
  const live = createLive()
  const builds = await openFolderBuildStore(folder.root, { now, shared: replicas })
  const adoption = await adoptFolder(folder.root, { builds, limit: uploadLimit, now })
  const stores = await openStores(folder, settings.DATABASE_URL, {
    now,
    hint: live.hint,
    failed: (error) => log.warn({ err: error }, 'a connection to the database broke'),
  })
  const { registry } = stores
  const accounts = await createAccounts({
    store: stores.accounts,
    now,
    ownerPassword: settings.CYBERDECK_OWNER_PASSWORD,
    apiToken: settings.CYBERDECK_API_TOKEN,
  })
  const fleet = await createFleet({
    store: stores.fleet,
    registry,
    neighbours: systemNeighbours(),
    now,
    log,
    hint: live.hint,
    replicas,
  })
  keepUp({ registry, fleet, log, replicas })
  const downloads = createDownloads({
    limit: settings.DOWNLOAD_LIMIT,
    acknowledged: systemAcknowledged(),
    now,
    changed: () => {
      live.hint('check-ins')
      live.hint('server')
    },
    failed: (error) => log.warn({ err: error }, 'the system does not tell what clients have acknowledged'),
  })

  const demo = createDemoFleet({
    registry,
    builds,
    devices: stores.fleet,
    fleet,
    address: () => ownAddress(app.server.address() as AddressInfo),
    // Real devices find places all the same.
    atOnce: Math.max(1, Math.min(32, Math.floor(settings.DOWNLOAD_LIMIT / 4))),
    now,
    hint: live.hint,
    log,
  })
  // One that was not ended is of a process that is no more, unless there may be other servers.
  if (!replicas) {
    await demo.remove().catch((error) => log.warn({ err: error }, 'an old demo fleet was not removed'))
  }

  const flashJobs = createFlashJobs({
    cables: createCables(() => loadBinding(serialport)),
    flashBoard: createSessionFlash(() => import('@cyberdeck-ota/flasher')),
    registry,
    builds,
    hint: live.hint,
    log,
    now,
  })

  let addresses: Addresses = addressesOf(settings, settings.PORT, networkInterfaces())
  const app = await buildServer({
    registry,
    builds,
    fleet,
    devices: stores.fleet,
    demo,
    flashJobs,
    live,
    accounts,
    downloads,
    log,
    now,
    trustProxy: settings.TRUST_PROXY,
    publicUrl: settings.PUBLIC_URL,
    dashboard,
    server: {
      version,
      startedAt,
      deviceUrl: () => addresses.public,
      deviceUrlIsSet: settings.PUBLIC_URL !== undefined,
      uploadLimit,
      downloads: downloads.counters,
      adoption,
    },
    ailment: async () => {
      try {
        await Promise.all([accounts.claimed(), access(folder.builds, constants.R_OK | constants.W_OK)])
        return null
      } catch (error) {
        log.error({ err: error }, 'the health check failed')
        return 'The data folder or the database in it cannot be used; the log says why.'
      }
    },
  })
  stopOnSignals({
    close: () => Promise.all([app.close(), demo.stop(), flashJobs.stop()]),
    save: fleet.stop,
    drained: downloads.drained,
    active: () => downloads.counters().active,
    seconds: settings.DRAIN_SECONDS,
    log,
  })
  await listen(app, { host: settings.HOST, port: settings.PORT, backlog: listenBacklog })

  const sweep = () =>
    sweepBuilds(registry, builds, now()).then(
      (swept) => swept.length > 0 && log.info({ swept }, 'removed builds that no release refers to'),
      (error) => log.error({ err: error }, 'the sweep failed'),
    )
  const prune = () =>
    stores.fleet
      .prune(now())
      .catch((error) => log.error({ err: error }, 'what is no longer kept of devices could not be removed'))
  void sweep()
  setInterval(sweep, hour).unref()
  // Not at the start, when every device calls at once.
  setInterval(prune, hour).unref()

  addresses = addressesOf(settings, (app.server.address() as AddressInfo).port, networkInterfaces())
  if (adoption && Date.parse(adoption.at) >= startedAt) console.log(adoptionSummary(adoption))
  console.log(greeting(addresses, accounts.claimCode))
}

/** Works beside a running server, and touches nothing where there never was one. */
async function givePassword(input: NodeJS.ReadableStream | null): Promise<string> {
  const { DATABASE_URL, FIRMWARE_DIR } = readSettings(process.env)
  const folder = dataFolderAt(FIRMWARE_DIR)
  if (DATABASE_URL === undefined && !existsSync(folder.database))
    throw new CannotReset(`${folder.root} has no accounts yet: start the server on it first.`)
  const database = await openDatabase<AccountTables>(databasePlace(folder, DATABASE_URL, () => {}))
  return resetPassword(createSqlAccountStore(database), input)
}

async function main(): Promise<void> {
  const [command, ...more] = process.argv.slice(2)
  if (command === undefined) return serve()
  if (command === '--help' || command === '-h') return console.log(usage())
  if (command === '--version' || command === '-v') return console.log(version)
  if (command === 'reset-password' && (more.length === 0 || more.join() === '--stdin')) {
    return console.log(await givePassword(more.length > 0 ? process.stdin : null))
  }
  console.error(`There is no command "${[command, ...more].join(' ')}"; --help lists those there are.`)
  process.exit(2)
}

/** What the operating system says of a file it refuses, which is no defect of the server; null for anything else. */
function ofSystem(error: unknown): string | null {
  const { syscall, message } = error as NodeJS.ErrnoException
  return syscall ? `The server cannot work with its data folder: ${message}.` : null
}

try {
  await main()
} catch (error) {
  const sentence = expected.some((kind) => error instanceof kind) ? (error as Error).message : ofSystem(error)
  if (sentence === null) throw error
  console.error(sentence)
  process.exit(1)
}
