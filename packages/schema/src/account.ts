import { z } from 'zod'
import { Timestamp } from './scalars.ts'

/** A password to set: 10 to 200 characters, anything goes. */
export const NewPassword = z
  .string()
  .min(10, 'a password has at least 10 characters')
  .max(200, 'a password has at most 200 characters')

/** `POST /api/v1/claim`: makes the owner account, with the one-time code that the start prints. */
export const ClaimRequest = z.object({ code: z.string().max(200), password: NewPassword })
export type ClaimRequest = z.infer<typeof ClaimRequest>

/** `POST /api/v1/session`. */
export const SignInRequest = z.object({ user: z.string().max(200), password: z.string().max(200) })
export type SignInRequest = z.infer<typeof SignInRequest>

/** `GET /api/v1/me`. The one route that answers everybody: `user` null and `claimed` say which page to show. */
export const Me = z.object({ user: z.string().nullable(), claimed: z.boolean() })
export type Me = z.infer<typeof Me>

/** `id` and name of the token that CYBERDECK_API_TOKEN sets, which only a change of that setting ends. */
export const environmentTokenId = 'environment'

/** An API token as it is listed; its secret was shown once and is kept as a hash. */
export const ApiToken = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: Timestamp,
  createdBy: z.string(),
  /** Null: until revoked. */
  expiresAt: Timestamp.nullable(),
  lastUsedAt: Timestamp.nullable(),
})
export type ApiToken = z.infer<typeof ApiToken>

export const ApiTokenList = z.object({ items: z.array(ApiToken) })
export type ApiTokenList = z.infer<typeof ApiTokenList>

/** `POST /api/v1/tokens`. */
export const NewApiToken = z.strictObject({
  name: z.string().trim().min(1, 'a token needs a name').max(100),
  expiresAt: Timestamp.nullish(),
})
export type NewApiToken = z.infer<typeof NewApiToken>

/** Answer of `POST /api/v1/tokens`: the only time the secret is told. */
export const CreatedApiToken = z.object({ id: z.string(), token: z.string() })
export type CreatedApiToken = z.infer<typeof CreatedApiToken>
