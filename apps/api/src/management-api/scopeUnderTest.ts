import { Writable } from 'node:stream'
import Fastify, {
  type FastifyInstance,
  type InjectOptions,
  type LightMyRequestResponse,
  LogController,
} from 'fastify'
import { type Accounts, createAccounts } from '../accounts/accounts.ts'
import type { AccountStore } from '../accounts/store.ts'
import { createLogger } from '../logger.ts'
import { registerManagementApi } from './scope.ts'

export const ownerPassword = 'correct horse battery'
export const environmentToken = 'a-token-for-tests-of-at-least-32-characters'

export interface ScopeUnderTest {
  app: FastifyInstance
  accounts: Accounts
  /** Everything that was logged, as written. */
  log: () => string
  /** Every route of the app as `[method, url]`. */
  routes: [string, string][]
  /** Moves the clock, ms. */
  pass: (ms: number) => void
  /** Sends JSON to a path below `/api/v1`. */
  send: (
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    options?: InjectOptions,
  ) => Promise<LightMyRequestResponse>
  /** Signs the owner in and gives the headers of the browser that did. */
  browser: () => Promise<{ cookie: string }>
}

/** The management API with nothing but accounts and `routes` in it, on a clock that the test moves. */
export async function startScope(options: {
  store: AccountStore
  owned?: boolean
  trustProxy?: boolean
  routes?: (scope: FastifyInstance) => void | Promise<void>
}): Promise<ScopeUnderTest> {
  const written: string[] = []
  const stream = new Writable({
    write: (line, _encoding, done) => {
      written.push(String(line))
      done()
    },
  })
  let now = Date.UTC(2026, 1, 21)
  const accounts = await createAccounts({
    store: options.store,
    now: () => now,
    ownerPassword: options.owned === false ? undefined : ownerPassword,
    apiToken: environmentToken,
  })
  const app = Fastify({
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustProxy ?? false,
  })
  const routes: [string, string][] = []
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) routes.push([one, url])
  })
  registerManagementApi(
    app,
    { accounts, log: createLogger('trace', stream), visited: () => {} },
    options.routes ?? (() => {}),
  )
  await app.ready()

  const send: ScopeUnderTest['send'] = (method, path, more) =>
    app.inject({ method, url: `/api/v1${path}`, ...more })
  return {
    app,
    accounts,
    log: () => written.join(''),
    routes,
    pass: (ms) => {
      now += ms
    },
    send,
    browser: async () => {
      const { cookies } = await send('POST', '/session', {
        payload: { user: 'admin', password: ownerPassword },
      })
      return { cookie: `${cookies[0]?.name}=${cookies[0]?.value}` }
    },
  }
}
