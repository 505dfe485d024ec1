import { createInterface } from 'node:readline'
import { NewPassword } from '@cyberdeck-ota/schema'
import { ownerName } from './accounts.ts'
import { hashPassword } from './password.ts'
import { newReadableSecret } from './secret.ts'
import type { AccountStore } from './store.ts'

/** The password cannot be reset; `message` is one sentence that says why. */
export class CannotReset extends Error {
  override readonly name = 'CannotReset'
}

/**
 * The command `reset-password`: gives the owner another password and ends every session, also while the server runs.
 * The password is the first line of `input`, or a random one when that is null. Resolves with what to print; throws
 * {@link CannotReset}, and then nothing changed.
 */
export async function resetPassword(
  store: AccountStore,
  input: NodeJS.ReadableStream | null,
): Promise<string> {
  const password = input ? await firstLine(input) : newReadableSecret(5)
  const problem = NewPassword.safeParse(password).error?.issues[0]
  if (problem) throw new CannotReset(`The password was not changed: ${problem.message}.`)
  if (!(await store.replacePassword(ownerName, await hashPassword(password))))
    throw new CannotReset('Nobody owns this server yet: start it and open the claim link that it prints.')
  const told = input ? 'has been changed' : `is now ${password}`
  return `The password of ${ownerName} ${told}. Everybody has been signed out; API tokens are as they were.`
}

async function firstLine(input: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) return line
  return ''
}
