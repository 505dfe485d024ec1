/** Where a flash session can go wrong. What the files rule out is said by the plan's refusals instead. */
export type FailureCode =
  | 'no-port-picked'
  | 'not-allowed'
  | 'port-busy'
  | 'no-answer'
  | 'chip-unknown'
  | 'cable-pulled'
  | 'connection-noisy'
  | 'write-failed'
  | 'verify-failed'
  | 'cancelled'
  | 'unexpected'

/** Ends a session. `message` is for people who look closer; the sentence for everybody is made of the code. */
export class FlashFailure extends Error {
  override readonly name = 'FlashFailure'
  readonly code: FailureCode

  constructor(code: FailureCode, message: string = code) {
    super(message)
    this.code = code
  }
}

/** The USB device left the bus, which during a reset may be as it should. */
export class PortLost extends Error {
  override readonly name = 'PortLost'
}

/** The port could not be opened. */
export class OpenFailed extends Error {
  override readonly name = 'OpenFailed'
}

/** @param writing whether flash was being written, when a chip that answers nonsense means something else than before */
export function toFailure(error: unknown, writing: boolean): FlashFailure {
  if (error instanceof FlashFailure) return error
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) }
  const code = (): FailureCode => {
    if (error instanceof PortLost) return 'cable-pulled'
    if (error instanceof OpenFailed) return 'port-busy'
    if (name === 'NotFoundError') return 'no-port-picked'
    if (name === 'SecurityError') return 'not-allowed'
    if (name === 'UnexpectedChipIdError' || name === 'UnexpectedChipMagicError') return 'chip-unknown'
    if (message.includes('Failed to connect with the device')) return 'no-answer'
    if (/failed with status/.test(message)) return writing ? 'write-failed' : 'connection-noisy'
    // esptool-js calls everything that a chip or a cable does wrong an ESPError.
    if (
      name.endsWith('Error') &&
      /Serial data|SLIP|head of packet|invalid response|Only got|No serial/.test(message)
    ) {
      return 'connection-noisy'
    }
    if (name === 'ESPError' || name === 'UnsupportedCommandError')
      return writing ? 'write-failed' : 'connection-noisy'
    return 'unexpected'
  }
  return new FlashFailure(code(), message)
}
