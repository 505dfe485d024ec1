import { hash, verify } from '@node-rs/argon2'
import { newSecret } from './secret.ts'

/**
 * argon2id with 19 MiB, two passes and one lane, the least that OWASP recommends
 * (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html). About 20 ms off the main thread.
 */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** What is kept of a password: argon2id with a random salt, in the PHC string format. */
export const hashPassword = (password: string): Promise<string> => hash(password, cost)

/** Compares passwords; for nobody it works just as long and says no, so that the time tells nothing about names. */
export type PasswordCheck = (passwordHash: string | null, password: string) => Promise<boolean>

export async function createPasswordCheck(): Promise<PasswordCheck> {
  const nobodys = await hashPassword(newSecret())
  return async (passwordHash, password) => {
    const matches = await verify(passwordHash ?? nobodys, password)
    return matches && passwordHash !== null
  }
}
