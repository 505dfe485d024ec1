import type { FlashState } from '@cyberdeck-ota/flasher'

/** Why a batch cannot begin; null when it can. A board that a person has begun with is not taken out of their hands. */
export function whyNotNow({ kind }: FlashState): string | null {
  switch (kind) {
    case 'choosing-port':
    case 'connecting':
    case 'checking':
    case 'ready':
    case 'refused':
    case 'writing':
    case 'resetting':
      return 'Finish with the connected board, or cancel it, first.'
    default:
      return null
  }
}
