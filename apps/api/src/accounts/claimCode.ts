import { Refusal } from '@cyberdeck-ota/core'
import { asReadableSecret, hashOf, newReadableSecret, sameHash } from './secret.ts'

const lifetimeMs = 30 * 60_000

/** The one-time code that makes whoever can read the server's output its owner. Lives in memory only. */
export interface ClaimCode {
  /** For the link that the start prints: four groups of four characters, 80 bits. */
  readonly text: string
  /** Throws the `Refusal` `wrong-claim-code` unless `given` is the code and it is less than 30 minutes old. */
  check(given: string, now: number): void
}

export function createClaimCode(madeAt: number): ClaimCode {
  const text = newReadableSecret(4)
  const hash = hashOf(text)

  return {
    text,
    check: (given, now) => {
      if (now - madeAt >= lifetimeMs)
        throw new Refusal(
          'wrong-claim-code',
          'The claim code has expired after 30 minutes: restart the server, and it prints a new one.',
        )
      if (!sameHash(hash, hashOf(asReadableSecret(given))))
        throw new Refusal(
          'wrong-claim-code',
          'This is not the claim code: open the link that the server printed when it last started.',
        )
    },
  }
}
