import type { FlashFailure } from './failure.ts'
import { deferred } from './waiting.ts'

/** How something from outside, such as a person who cancels, ends whatever is under way. */
export interface Interrupt {
  /** What ended it; null so far. */
  readonly failure: FlashFailure | null
  raise(failure: FlashFailure): void
  /** The operation's outcome, or the interruption's failure as soon as there is one. */
  guard<T>(operation: Promise<T>): Promise<T>
}

export function createInterrupt(): Interrupt {
  const { promise: raised, reject } = deferred<never>()
  let failure: FlashFailure | null = null
  return {
    get failure() {
      return failure
    },
    raise(reason) {
      failure ??= reason
      reject(failure)
    },
    guard(operation) {
      operation.catch(() => {})
      return Promise.race([raised, operation])
    },
  }
}
