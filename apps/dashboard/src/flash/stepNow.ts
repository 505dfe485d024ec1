import type { FlashState } from '@cyberdeck-ota/flasher'

export type Step = 'board' | 'write' | 'start' | 'wifi' | 'fleet'

/** The step at which a person is wanted now, and what it is that it has come to; null while nothing has to be looked at. */
export function stepNow(flash: FlashState): { step: Step; moment: string } | null {
  const { kind } = flash
  switch (kind) {
    case 'ready':
    case 'writing':
      return { step: 'write', moment: kind }
    case 'resetting':
    case 'console':
      return { step: 'start', moment: kind }
    case 'wifi':
      return { step: flash.wifi.step === 'joined' ? 'fleet' : 'wifi', moment: kind }
    case 'failed':
      return { step: flash.whileWriting ? 'write' : 'board', moment: kind }
    default:
      return null
  }
}
