import { createHash } from 'node:crypto'
import type { UpdateSlot } from './flash.ts'
import { updateError } from './resultCodes.ts'

/** Arduino's UpdateClass (Updater.cpp): it outlives one update, and a session begun and never ended blocks the next. */
export interface Updater {
  begin(size: number): boolean
  /** False, and the session stays open, when it is not 32 characters. */
  setMd5(hex: string): boolean
  /** False when it is not 64 hex digits. */
  setSha256(hex: string): boolean
  write(sector: Buffer): void
  end(): boolean
  /** Ends the session with an error of Update.h. */
  abort(error: number): void
  error(): number
}

export function createUpdater(slot: UpdateSlot, onVerifying: () => void): Updater {
  let error: number = updateError.none
  let received: Buffer | null = null
  let written = 0
  let md5: string | null = null
  let sha256: string | null = null

  const abort = (code: number) => {
    received = null
    error = code
  }
  const mismatch = (algorithm: string, expected: string | null, image: Buffer) =>
    expected !== null && createHash(algorithm).update(image).digest('hex') !== expected

  return {
    begin(size) {
      if (received) return false
      error = updateError.none
      received = Buffer.alloc(size, 0xff)
      written = 0
      md5 = null
      sha256 = null
      return true
    },
    setMd5(hex) {
      if (hex.length !== 32) return false
      md5 = hex.toLowerCase()
      return true
    },
    setSha256(hex) {
      if (!/^[0-9a-f]{64}$/i.test(hex)) return false
      sha256 = hex.toLowerCase()
      return true
    },
    write(sector) {
      if (!received) return
      if (written === 0) slot.erase()
      sector.copy(received, written)
      written += sector.length
    },
    end() {
      if (!received) return false
      const image = received
      onVerifying()
      if (mismatch('md5', md5, image)) abort(updateError.md5)
      else if (mismatch('sha256', sha256, image)) abort(updateError.sha256)
      else if (slot.activate(image) !== null) abort(updateError.activate)
      else abort(updateError.none)
      return error === updateError.none
    },
    abort,
    error: () => error,
  }
}
