import type { FlashState } from '@cyberdeck-ota/flasher'
import type { Desk } from './desk.ts'

/** Whether a board would be left half written, or not started, if the page were left now. */
export function mustStay({ kind }: FlashState): boolean {
  return kind === 'writing' || kind === 'resetting'
}

/** Lets go of the board when the page is left; what was reached with it stays on screen. */
export async function leaveBoard(desk: Desk): Promise<void> {
  const { kind } = desk.get().flash
  if (kind === 'console' || kind === 'wifi') await desk.finish()
  else if (kind !== 'done' && kind !== 'failed') await desk.another()
}
