import { readdir } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { expect, onTestFinished } from 'vitest'
import { createAccounts } from '../src/accounts/accounts.ts'
import { createMemoryAccountStore } from '../src/accounts/memoryStore.ts'
import { openFolderBuildStore } from '../src/builds/folderStore.ts'
import { openDatabase } from '../src/database/openDatabase.ts'
import { dataFolderAt } from '../src/dataFolder.ts'
import { createDemoFleet, type DemoPace } from '../src/demo/demoFleet.ts'
import { ownAddress } from '../src/demo/ownAddress.ts'
import { systemAcknowledged } from '../src/device-api/acknowledged.ts'
import { createDownloads } from '../src/device-api/downloads.ts'
import { type Files, nodeFiles } from '../src/files/files.ts'
import { createFleet } from '../src/fleet/createFleet.ts'
import type { FleetTables } from '../src/fleet/sql/tables.ts'
import { createSqlFleetStore } from '../src/fleet/sqlStore.ts'
import { createLive } from '../src/live.ts'
import { createLogger } from '../src/logger.ts'
import type { ManagementDeps } from '../src/management-api/routes.ts'
import { createMemoryRegistryStore } from '../src/registry/memoryStore.ts'
import { openRegistry } from '../src/registry/registry.ts'
import type { RegistryStore } from '../src/registry/store.ts'
import { type Cables, createCables } from '../src/serial/cables.ts'
import type { FlashBoard } from '../src/serial/flashBoard.ts'
import { createFlashJobs } from '../src/serial/flashJobs.ts'
import { loadBinding } from '../src/serial/loadBinding.ts'
import { createSessionFlash } from '../src/serial/sessionFlash.ts'
import { buildServer } from '../src/server.ts'
import { temporaryFolder } from './temporaryFolder.ts'

const apiToken = 'a-token-for-tests-of-at-least-32-characters'

/** What a caller with an account sends. */
export const signedIn = { authorization: `Bearer ${apiToken}` }

export interface ServerUnderTest extends ManagementDeps {
  app: FastifyInstance
  /** The server's time, ms since 1970; a test moves it on. */
  clock: { now: number }
  /** Names of what lies in the data folder: complete builds, and what is staged. */
  kept(): Promise<string[]>
  staged(): Promise<string[]>
}

/** The whole server on a data folder of its own, for tests of the management API; both end with the test. */
export async function startManagementApi(
  options: {
    uploadLimit?: number
    files?: Files
    registryStore?: RegistryStore
    trustProxy?: boolean
    pace?: DemoPace
    cables?: Cables
    flashBoard?: FlashBoard
  } = {},
): Promise<ServerUnderTest> {
  const dir = await temporaryFolder()
  const folder = dataFolderAt(dir)
  const clock = { now: Date.parse('2026-03-01T12:00:00Z') }
  const now = () => clock.now
  const log = createLogger('fatal')
  const live = createLive()
  const downloads = createDownloads({
    limit: 200,
    acknowledged: systemAcknowledged(),
    now,
    changed: () => {},
    failed: (error) => expect(error).toBeUndefined(),
  })
  const registry = await openRegistry(options.registryStore ?? createMemoryRegistryStore(), {
    now,
    hint: live.hint,
  })
  const database = await openDatabase<FleetTables>({ path: ':memory:' })
  const devices = createSqlFleetStore(database, { revision: () => registry.current.revision })
  const neighbours = { macOf: () => null }
  const fleet = await createFleet({ store: devices, registry, now, log, hint: live.hint, neighbours })
  const builds = await openFolderBuildStore(dir, { now, files: options.files ?? nodeFiles })
  const demo = createDemoFleet({
    registry,
    builds,
    devices,
    fleet,
    address: () => ownAddress(app.server.address() as AddressInfo),
    atOnce: 32,
    now,
    hint: live.hint,
    log,
    ...(options.pace && { pace: options.pace }),
  })
  const flashJobs = createFlashJobs({
    cables: options.cables ?? createCables(() => loadBinding(join(dir, 'no-serialport'))),
    flashBoard: options.flashBoard ?? createSessionFlash(() => import('@cyberdeck-ota/flasher')),
    registry,
    builds,
    hint: live.hint,
    log,
    now,
  })
  const deps: ManagementDeps = {
    now,
    live,
    registry,
    builds,
    fleet,
    devices,
    demo,
    flashJobs,
    server: {
      version: '0.1.0',
      startedAt: now(),
      deviceUrl: () => 'http://192.168.1.5:5000',
      deviceUrlIsSet: false,
      uploadLimit: options.uploadLimit ?? 4 * 1024 * 1024,
      downloads: downloads.counters,
      adoption: null,
    },
  }
  const accounts = await createAccounts({ store: createMemoryAccountStore(), now, apiToken })
  const app = await buildServer({
    ...deps,
    accounts,
    downloads,
    log,
    trustProxy: options.trustProxy ?? false,
    publicUrl: undefined,
    dashboard: join(dir, 'no-dashboard'),
    ailment: async () => null,
  })
  await app.ready()
  onTestFinished(async () => {
    await demo.stop()
    await flashJobs.stop()
    app.server.closeAllConnections()
    await app.close()
    await fleet.stop()
    await database.destroy()
  })
  return { ...deps, app, clock, kept: () => readdir(folder.builds), staged: () => readdir(folder.staging) }
}

/** Sends a request, with JSON where there is a payload, to a path below `/api/v1` as a signed-in caller. */
export function ask(
  { app }: Pick<ServerUnderTest, 'app'>,
  method: 'GET' | 'PUT' | 'PATCH' | 'DELETE' | 'POST',
  path: string,
  payload?: object,
  headers: Record<string, string> = {},
): Promise<LightMyRequestResponse> {
  return app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { ...signedIn, ...headers },
    ...(payload && { payload }),
  })
}

/** As {@link ask}, for answers that have JSON or nothing in them. */
export async function send(...request: Parameters<typeof ask>) {
  const response = await ask(...request)
  return { status: response.statusCode, headers: response.headers, body: response.body && response.json() }
}

/** A part of a form: text, or a file with a name. */
export type Part = [name: string, content: string | Uint8Array, fileName?: string]

/** The form that curl or a browser sends. */
export function formOf(...parts: Part[]): { headers: Record<string, string>; payload: Buffer } {
  const boundary = '----cyberdeck-test-boundary'
  const pieces = parts.flatMap(([name, content, fileName]) => [
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"`,
    fileName === undefined ? '' : `; filename="${fileName}"\r\nContent-Type: application/octet-stream`,
    '\r\n\r\n',
    content,
    '\r\n',
  ])
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([...pieces, `--${boundary}--\r\n`].map((piece) => Buffer.from(piece))),
  }
}

/** Uploads a form as a signed-in caller. */
export async function upload(
  { app }: Pick<ServerUnderTest, 'app'>,
  parts: Part[],
  headers: Record<string, string> = {},
): Promise<{ status: number; body: unknown }> {
  const form = formOf(...parts)
  const response = await app.inject({
    method: 'POST',
    url: '/api/v1/builds',
    headers: { ...signedIn, ...form.headers, ...headers },
    payload: form.payload,
  })
  return { status: response.statusCode, body: response.json() }
}

/** Nothing lies in the data folder, and the registry is as it was when it was empty. */
export async function expectNothingKept(server: ServerUnderTest): Promise<void> {
  expect(await server.staged()).toEqual([])
  expect(await server.kept()).toEqual([])
  expect(server.registry.current.revision).toBe(0)
}
