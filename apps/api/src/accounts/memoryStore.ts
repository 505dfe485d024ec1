import type { AccountStore, Person, Session, StoredToken } from './store.ts'

/** Accounts that are forgotten with the process, for tests. */
export function createMemoryAccountStore(): AccountStore {
  const people = new Map<string, Person>()
  const sessions = new Map<string, Session>()
  const tokens = new Map<string, StoredToken>()
  const copy = <T extends object>(found: T | undefined): T | null => (found ? { ...found } : null)

  return {
    anyone: async () => people.size > 0,
    person: async (name) => copy(people.get(name)),
    addPerson: async (person) => {
      if (people.has(person.name)) return false
      people.set(person.name, { ...person })
      return true
    },
    replacePassword: async (name, passwordHash) => {
      const person = people.get(name)
      if (!person) return false
      person.passwordHash = passwordHash
      for (const [secretHash, session] of sessions) if (session.person === name) sessions.delete(secretHash)
      return true
    },

    addSession: async (session) => {
      if (!people.has(session.person)) throw new Error(`There is no person named ${session.person}.`)
      sessions.set(session.secretHash, { ...session })
    },
    session: async (secretHash) => copy(sessions.get(secretHash)),
    extendSession: async (secretHash, expiresAt) => {
      const session = sessions.get(secretHash)
      if (session) session.expiresAt = expiresAt
    },
    endSession: async (secretHash) => void sessions.delete(secretHash),
    endExpiredSessions: async (now) => {
      for (const [secretHash, { expiresAt }] of sessions) if (expiresAt <= now) sessions.delete(secretHash)
    },

    addToken: async (token) => void tokens.set(token.id, { ...token }),
    tokens: async () =>
      [...tokens.values()].sort((a, b) => a.createdAt - b.createdAt).map((token) => ({ ...token })),
    tokenBySecret: async (secretHash) =>
      copy([...tokens.values()].find((token) => token.secretHash === secretHash)),
    tokenUsed: async (id, at) => {
      const token = tokens.get(id)
      if (token) token.lastUsedAt = at
    },
    removeToken: async (id) => tokens.delete(id),
  }
}
