import type { Build } from '@cyberdeck-ota/schema'

/** Whether a cable could write an image beside a bootloader: its chip is known by an id, and it is as the chip runs it. */
export function canHaveParts({ kind, chipId }: Pick<Build, 'kind' | 'chipId'>): boolean {
  return chipId !== null && kind !== 'encrypted'
}
