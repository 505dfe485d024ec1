import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { expect, onTestFinished } from 'vitest'
import { createAccounts } from '../src/accounts/accounts.ts'
import { createMemoryAccountStore } from '../src/accounts/memoryStore.ts'
import { openFolderBuildStore } from '../src/builds/folderStore.ts'
import { dataFolderAt } from '../src/dataFolder.ts'
import { systemAcknowledged } from '../src/device-api/acknowledged.ts'
import { createDownloads } from '../src/device-api/downloads.ts'
import { type Files, nodeFiles } from '../src/files/files.ts'
import { createMemoryFleet } from '../src/fleet/memoryFleet.ts'
import { createLive } from '../src/live.ts'
import { createLogger } from '../src/logger.ts'
import type { ManagementDeps } from '../src/management-api/routes.ts'
import { createMemoryRegistryStore } from '../src/registry/memoryStore.ts'
import { openRegistry } from '../src/registry/registry.ts'
import type { RegistryStore } from '../src/registry/store.ts'
import { buildServer } from '../src/server.ts'
import { temporaryFolder } from './temporaryFolder.ts'

const apiToken = 'a-token-for-tests-of-at-least-32-characters'

/** What a caller with an account sends. */
export const signedIn = { authorization: `Bearer ${apiToken}` }

export interface ServerUnderTest extends ManagementDeps {
  app: FastifyInstance
  /** Names of what lies in the data folder: complete builds, and what is staged. */
  kept(): Promise<string[]>
  staged(): Promise<string[]>
}

/** The whole server on a data folder of its own, for tests of the management API; both end with the test. */
export async function startManagementApi(
  options: { uploadLimit?: number; files?: Files; registryStore?: RegistryStore; trustProxy?: boolean } = {},
): Promise<ServerUnderTest> {
  const dir = await temporaryFolder()
  const folder = dataFolderAt(dir)
  const now = () => Date.parse('2026-03-01T12:00:00Z')
  const live = createLive()
  const downloads = createDownloads({
    limit: 200,
    acknowledged: systemAcknowledged(),
    now,
    changed: () => {},
    failed: (error) => expect(error).toBeUndefined(),
  })
  const deps: ManagementDeps = {
    now,
    live,
    registry: await openRegistry(options.registryStore ?? createMemoryRegistryStore(), {
      now,
      hint: live.hint,
    }),
    builds: await openFolderBuildStore(dir, { now, files: options.files ?? nodeFiles }),
    fleet: createMemoryFleet(),
    server: {
      version: '0.1.0',
      startedAt: now(),
      deviceUrl: () => 'http://192.168.1.5:5000',
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
    log: createLogger('fatal'),
    trustProxy: options.trustProxy ?? false,
    publicUrl: undefined,
    dashboard: join(dir, 'no-dashboard'),
    ailment: async () => null,
  })
  await app.ready()
  onTestFinished(() => app.close())
  return { ...deps, app, kept: () => readdir(folder.builds), staged: () => readdir(folder.staging) }
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
