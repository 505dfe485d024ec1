/** Somebody who signs in. Times here are milliseconds since the epoch; secrets are kept as hashes only. */
export interface Person {
  name: string
  /** argon2id, in the PHC string format. */
  passwordHash: string
  createdAt: number
}

export interface Session {
  /** SHA-256 of the cookie's value, lower-case hex. */
  secretHash: string
  /** Name of the person who signed in. */
  person: string
  createdAt: number
  expiresAt: number
}

export interface StoredToken {
  id: string
  name: string
  /** SHA-256 of the token, lower-case hex. */
  secretHash: string
  createdAt: number
  createdBy: string
  /** Null: until revoked. */
  expiresAt: number | null
  lastUsedAt: number | null
}

/**
 * Where people, sessions and API tokens are kept, durably once a write resolves. Knows no clock: expiry is the
 * caller's rule. Every adapter passes `storeContract.ts`.
 */
export interface AccountStore {
  /** Whether there is any person at all: a server with one is claimed. */
  anyone(): Promise<boolean>
  person(name: string): Promise<Person | null>
  /** False, and nothing changes, when the name is taken. */
  addPerson(person: Person): Promise<boolean>
  /** Sets the password and ends every session of that person, both or neither; false when there is no such person. */
  replacePassword(name: string, passwordHash: string): Promise<boolean>
  addSession(session: Session): Promise<void>
  session(secretHash: string): Promise<Session | null>
  extendSession(secretHash: string, expiresAt: number): Promise<void>
  endSession(secretHash: string): Promise<void>
  /** Forgets sessions that expired at `now` or before. */
  endExpiredSessions(now: number): Promise<void>
  addToken(token: StoredToken): Promise<void>
  /** Oldest first. */
  tokens(): Promise<StoredToken[]>
  tokenBySecret(secretHash: string): Promise<StoredToken | null>
  tokenUsed(id: string, at: number): Promise<void>
  /** False when there is no such token. */
  removeToken(id: string): Promise<boolean>
}
