import { Refusal } from '@cyberdeck-ota/core'
import { createAttemptLimit } from './attempts.ts'

/** Somebody tried too often. `retryAfter` is whole seconds, for the header of that name. */
export class TooManyAttempts extends Refusal {
  readonly retryAfter: number

  constructor(waitMs: number) {
    const seconds = Math.ceil(waitMs / 1000)
    super(
      'too-many-attempts',
      `Too many attempts: wait ${seconds === 1 ? 'a second' : `${seconds} seconds`} and try again.`,
    )
    this.retryAfter = seconds
  }
}

/** Slows guessing of passwords and claim codes down. The attempt counts when it begins, so many at once do not help. */
export interface Throttle {
  /**
   * Counts an attempt from `address`, and against `user` unless that is null. Throws {@link TooManyAttempts} and counts
   * nothing when there were too many. The returned function takes it back: call it when the attempt was right.
   */
  begin(address: string, user: string | null, now: number): () => void
}

/**
 * Ten attempts from one address, then two a minute; thirty against one name from wherever, then six a minute: slow
 * enough for a password of ten characters, short enough that a stranger's guesses keep no owner out for long.
 */
export function createThrottle(): Throttle {
  const addresses = createAttemptLimit(10, 30_000)
  const users = createAttemptLimit(30, 10_000)

  return {
    begin: (address, user, now) => {
      const wait = Math.max(addresses.wait(address, now), user === null ? 0 : users.wait(user, now))
      if (wait > 0) throw new TooManyAttempts(wait)
      addresses.take(address, now)
      if (user !== null) users.take(user, now)
      return () => {
        addresses.giveBack(address)
        if (user !== null) users.giveBack(user)
      }
    },
  }
}
