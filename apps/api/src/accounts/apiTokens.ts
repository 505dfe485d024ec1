import { randomBytes } from 'node:crypto'
import { Refusal } from '@cyberdeck-ota/core'
import {
  type ApiToken,
  type CreatedApiToken,
  environmentTokenId,
  type NewApiToken,
} from '@cyberdeck-ota/schema'
import { isoTime } from '../isoTime.ts'
import { hashOf, newSecret, sameHash } from './secret.ts'
import type { AccountStore, StoredToken } from './store.ts'

/** Last use is noted this often at most: each time is a commit. */
const noteEveryMs = 60_000

export interface ApiTokens {
  /** The only time a token's secret is told. Throws the `Refusal` `bad-field` for an expiry that has passed. */
  create(asked: NewApiToken, by: string): Promise<CreatedApiToken>
  /** Oldest first, the setting's before all. */
  list(): Promise<ApiToken[]>
  /** Throws the `Refusal`s `unknown-token` and, for the setting's, `forbidden`. */
  revoke(id: string): Promise<void>
  /** The token of a secret; null when there is none or it has expired. */
  find(secret: string): Promise<StoredToken | null>
  /** Notes that a token is in use. */
  used(token: StoredToken): Promise<void>
}

/** `setting` is the value of CYBERDECK_API_TOKEN, valid as long as the process runs; undefined for none. */
export function createApiTokens(
  store: AccountStore,
  now: () => number,
  setting: string | undefined,
): ApiTokens {
  const environment: StoredToken | null =
    setting === undefined
      ? null
      : {
          id: environmentTokenId,
          name: environmentTokenId,
          secretHash: hashOf(setting),
          createdAt: now(),
          createdBy: 'CYBERDECK_API_TOKEN',
          expiresAt: null,
          lastUsedAt: null,
        }

  return {
    create: async ({ name, expiresAt }, by) => {
      const createdAt = now()
      const expiry = expiresAt ? Date.parse(expiresAt) : null
      if (expiry !== null && expiry <= createdAt)
        throw new Refusal('bad-field', 'expiresAt has passed already: choose a moment in the future.')
      const token = `cdk_${newSecret()}`
      const id = randomBytes(8).toString('hex')
      await store.addToken({
        id,
        name,
        secretHash: hashOf(token),
        createdAt,
        createdBy: by,
        expiresAt: expiry,
        lastUsedAt: null,
      })
      return { id, token }
    },
    list: async () => {
      const stored = await store.tokens()
      return (environment ? [environment, ...stored] : stored).map(asListed)
    },
    revoke: async (id) => {
      if (environment && id === environmentTokenId)
        throw new Refusal(
          'forbidden',
          'This token is the setting CYBERDECK_API_TOKEN: remove the setting and restart the server.',
        )
      if (!(await store.removeToken(id))) throw new Refusal('unknown-token', 'There is no such API token.')
    },
    find: async (secret) => {
      const secretHash = hashOf(secret)
      if (environment && sameHash(environment.secretHash, secretHash)) return environment
      const token = await store.tokenBySecret(secretHash)
      return token && (token.expiresAt === null || token.expiresAt > now()) ? token : null
    },
    used: async (token) => {
      const at = now()
      if (token.lastUsedAt !== null && at - token.lastUsedAt < noteEveryMs) return
      if (token === environment) environment.lastUsedAt = at
      else await store.tokenUsed(token.id, at)
    },
  }
}

/** Who a change made with this token is attributed to. */
export const tokenAuthor = (token: StoredToken): string =>
  token.id === environmentTokenId ? 'environment token' : `token ${token.name}`

const asListed = ({ id, name, createdAt, createdBy, expiresAt, lastUsedAt }: StoredToken): ApiToken => ({
  id,
  name,
  createdAt: isoTime(createdAt),
  createdBy,
  expiresAt: expiresAt === null ? null : isoTime(expiresAt),
  lastUsedAt: lastUsedAt === null ? null : isoTime(lastUsedAt),
})
