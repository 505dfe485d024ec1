import type { Build } from '@cyberdeck-ota/schema'

/** Why a cable cannot write a build, as the end of a sentence about it; null when it can. */
export function notForCable({ kind }: Build): string | null {
  if (kind === 'encrypted') return 'is encrypted for updates over the air, so a cable cannot write it'
  if (kind === 'esp8266-gzip') return 'is compressed for updates over the air, so a cable cannot write it'
  return null
}
