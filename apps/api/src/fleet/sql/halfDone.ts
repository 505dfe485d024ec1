import { Refusal } from '@cyberdeck-ota/core'

/** Tells that an action stopped after it had changed so many devices, which stay changed. */
export function halfDone(changed: number, cause: unknown): unknown {
  if (changed === 0) return cause
  const refusal = new Refusal(
    'internal-error',
    `The database failed after ${changed.toLocaleString('en')} of the devices were done, and these stay so; the server’s log says why. Do it again for the others.`,
  )
  refusal.cause = cause
  return refusal
}
