import { Refusal } from '@cyberdeck-ota/core'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Accounts } from '../accounts/accounts.ts'
import { type Caller, identify } from './caller.ts'
import { sessionCookie, setSessionCookie } from './sessionCookie.ts'

/** The `onRequest` hook of the whole scope: who calls, and may a page of another site have sent this? */
export function createAuthHook(accounts: Accounts) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const caller = await identify(request, accounts)
    if (caller?.kind !== 'token') refuseForeignWrites(request)
    if (caller) await noteUse(caller, accounts, request, reply)
  }
}

/**
 * A browser says where a write comes from: in `Sec-Fetch-Site`, which it sends only over https and to localhost, else
 * in `Origin`. Whoever sends neither is no browser, and no page of another site can make it send anything.
 */
function refuseForeignWrites({ method, headers, host }: FastifyRequest): void {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return
  const site = headers['sec-fetch-site']
  const own =
    site === undefined ? isOwnOrigin(headers.origin, host) : site === 'same-origin' || site === 'none'
  if (!own) throw new Refusal('forbidden', 'This came from a page of another site, so it was not done.')
}

function isOwnOrigin(origin: string | undefined, host: string): boolean {
  if (origin === undefined) return true
  return URL.canParse(origin) && new URL(origin).host === host.toLowerCase()
}

/** Neither a full disk nor a busy database may keep out somebody who has every right to come in. */
async function noteUse(
  caller: Caller,
  accounts: Accounts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  try {
    if (caller.kind === 'token') return await accounts.tokens.used(caller.token)
    const secret = request.cookies[sessionCookie]
    if (secret && (await accounts.sessions.extend(caller.session))) setSessionCookie(request, reply, secret)
  } catch (error) {
    request.log.warn({ err: error }, 'the use of a session or token could not be noted')
  }
}
