import { Refusal } from '@cyberdeck-ota/core'
import type { FastifyRequest } from 'fastify'
import type { Accounts } from '../accounts/accounts.ts'
import { tokenAuthor } from '../accounts/apiTokens.ts'
import type { Session, StoredToken } from '../accounts/store.ts'
import { sessionCookie } from './sessionCookie.ts'

/** Who calls: somebody signed in, or the holder of an API token. */
export type Caller = { kind: 'person'; session: Session } | { kind: 'token'; token: StoredToken }

const callers = new WeakMap<FastifyRequest, Caller>()

export const callerOf = (request: FastifyRequest): Caller | null => callers.get(request) ?? null

/** Who asked, as history tells it: "admin", "token CI", "environment token". Only for routes that need an account. */
export function byOf(request: FastifyRequest): string {
  const caller = callers.get(request)
  if (!caller) throw new Error(`Nobody is signed in on ${request.method} ${request.routeOptions.url}.`)
  return caller.kind === 'person' ? caller.session.person : tokenAuthor(caller.token)
}

/**
 * Finds out who calls and remembers it for {@link byOf}. An API token counts before the cookie, and a wrong one is not
 * made up for by it. Other schemes than Bearer are a proxy's business.
 */
export async function identify(request: FastifyRequest, accounts: Accounts): Promise<Caller | null> {
  const bearer = bearerOf(request)
  const caller = bearer === null ? await bySession(request, accounts) : await byToken(bearer, accounts)
  if (caller) callers.set(request, caller)
  return caller
}

/** Throws the `Refusal` `sign-in-required` when nobody that is known here calls. */
export function requireCaller(request: FastifyRequest): void {
  if (callers.has(request)) return
  throw new Refusal(
    'sign-in-required',
    bearerOf(request) === null
      ? 'Sign in first, or send an API token as "Authorization: Bearer <token>".'
      : 'This API token is not valid: it may have been revoked or have expired.',
  )
}

function bearerOf(request: FastifyRequest): string | null {
  return /^bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1] ?? null
}

async function byToken(secret: string, accounts: Accounts): Promise<Caller | null> {
  const token = await accounts.tokens.find(secret)
  return token && { kind: 'token', token }
}

async function bySession(request: FastifyRequest, accounts: Accounts): Promise<Caller | null> {
  const secret = request.cookies[sessionCookie]
  const session = secret ? await accounts.sessions.find(secret) : null
  return session && { kind: 'person', session }
}
