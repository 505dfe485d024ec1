import { hashOf, newSecret } from './secret.ts'
import type { AccountStore, Session } from './store.ts'

/** How long a session lasts after it was last used, ms. */
export const sessionLifetimeMs = 30 * 24 * 3_600_000

/** A session is moved along this often at most: each time is a commit. */
const extendEveryMs = 3_600_000

export interface Sessions {
  /** Begins a session and resolves with the cookie's value, which is kept nowhere else. */
  start(person: string): Promise<string>
  /** The session of a cookie's value; null when there is none or it has expired. */
  find(secret: string): Promise<Session | null>
  /** Lets a session that is in use last longer; true when it did, and the cookie should too. */
  extend(session: Session): Promise<boolean>
  end(session: Session): Promise<void>
}

export function createSessions(store: AccountStore, now: () => number): Sessions {
  return {
    start: async (person) => {
      const secret = newSecret()
      const createdAt = now()
      await store.endExpiredSessions(createdAt)
      await store.addSession({
        secretHash: hashOf(secret),
        person,
        createdAt,
        expiresAt: createdAt + sessionLifetimeMs,
      })
      return secret
    },
    find: async (secret) => {
      const session = await store.session(hashOf(secret))
      return session && session.expiresAt > now() ? session : null
    },
    extend: async (session) => {
      const expiresAt = now() + sessionLifetimeMs
      if (expiresAt - session.expiresAt < extendEveryMs) return false
      await store.extendSession(session.secretHash, expiresAt)
      return true
    },
    end: (session) => store.endSession(session.secretHash),
  }
}
