import { Refusal } from '@cyberdeck-ota/core'
import { type ApiTokens, createApiTokens } from './apiTokens.ts'
import { type ClaimCode, createClaimCode } from './claimCode.ts'
import { createPasswordCheck, hashPassword } from './password.ts'
import { createSessions, type Sessions } from './sessions.ts'
import type { AccountStore } from './store.ts'
import { createThrottle } from './throttle.ts'

/** The one account there is so far. */
export const ownerName = 'admin'

export interface AccountDeps {
  store: AccountStore
  /** Milliseconds since the epoch. */
  now: () => number
  /** CYBERDECK_OWNER_PASSWORD: makes the owner when there is nobody yet, and never changes a password. */
  ownerPassword?: string | undefined
  /** CYBERDECK_API_TOKEN. */
  apiToken?: string | undefined
}

/** Who may do what: people, their sessions, and API tokens. */
export interface Accounts {
  /** The code that claims this server, for the link that the start prints; null once somebody owns it. */
  readonly claimCode: string | null
  claimed(): Promise<boolean>
  /**
   * Makes the owner account and signs in; resolves with the session's secret. Throws the `Refusal`s
   * `already-claimed`, `wrong-claim-code` and `too-many-attempts`. The code is void afterwards.
   */
  claim(code: string, password: string, address: string): Promise<string>
  /**
   * Resolves with the session's secret. Throws the `Refusal`s `wrong-password`, which says as little about names as
   * the time it takes, and `too-many-attempts`.
   */
  signIn(user: string, password: string, address: string): Promise<string>
  readonly sessions: Sessions
  readonly tokens: ApiTokens
}

export async function createAccounts({
  store,
  now,
  ownerPassword,
  apiToken,
}: AccountDeps): Promise<Accounts> {
  const sessions = createSessions(store, now)
  const throttle = createThrottle()
  const passwordMatches = await createPasswordCheck()

  const addOwner = async (password: string): Promise<boolean> =>
    store.addPerson({ name: ownerName, passwordHash: await hashPassword(password), createdAt: now() })

  if (ownerPassword !== undefined && !(await store.anyone())) await addOwner(ownerPassword)
  let claimCode: ClaimCode | null = (await store.anyone()) ? null : createClaimCode(now())

  return {
    get claimCode() {
      return claimCode?.text ?? null
    },
    claimed: () => store.anyone(),
    claim: async (code, password, address) => {
      if (!claimCode) throw alreadyClaimed()
      const wasRight = throttle.begin(address, null, now())
      claimCode.check(code, now())
      wasRight()
      if (!(await addOwner(password))) throw alreadyClaimed()
      claimCode = null
      return sessions.start(ownerName)
    },
    signIn: async (user, password, address) => {
      const wasRight = throttle.begin(address, user, now())
      const person = await store.person(user)
      if (!(await passwordMatches(person?.passwordHash ?? null, password)))
        throw new Refusal('wrong-password', 'This name and password do not belong together.')
      wasRight()
      return sessions.start(user)
    },
    sessions,
    tokens: createApiTokens(store, now, apiToken),
  }
}

const alreadyClaimed = () =>
  new Refusal('already-claimed', 'This server has an owner already: sign in instead.')
