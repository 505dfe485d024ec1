import type { FlashState } from '@cyberdeck-ota/flasher'
import type { Desk } from './desk.ts'

/** Whether a board would be left half written, or not started, if the page were left now. */
export function mustStay({ kind }: FlashState): boolean {
  return kind === 'writing' || kind === 'resetting'
}

/**
 * Lets go of the board when the page is left; what was reached with it stays on screen. One that is being written is written
 * to its end first: who wants to stop is asked before, and what takes the page away otherwise (a session that ended in
 * another tab) leaves no board half written.
 *
 * @returns for whoever comes back before that
 */
export function leaveBoard(desk: Desk): () => void {
  if (!mustStay(desk.get().flash)) {
    void letGo(desk)
    return () => {}
  }
  const stop = desk.subscribe(() => {
    if (mustStay(desk.get().flash)) return
    stop()
    void letGo(desk)
  })
  return stop
}

async function letGo(desk: Desk): Promise<void> {
  const { kind } = desk.get().flash
  if (kind === 'console' || kind === 'wifi') await desk.finish()
  else if (kind !== 'done' && kind !== 'failed') await desk.another()
}
