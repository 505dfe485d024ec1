import type { FastifyReply, FastifyRequest } from 'fastify'
import { sessionLifetimeMs } from '../accounts/sessions.ts'

export const sessionCookie = 'cyberdeck_session'

/** `Secure` only where the request came by https: on a plain http LAN the browser would not send the cookie back. */
const attributes = (request: FastifyRequest) =>
  ({ path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' }) as const

/** Lets the browser keep the session's secret for as long as the session lasts unused. */
export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, secret: string): void {
  reply.setCookie(sessionCookie, secret, { ...attributes(request), maxAge: sessionLifetimeMs / 1000 })
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(sessionCookie, attributes(request))
}
