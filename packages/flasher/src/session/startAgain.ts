import { type BoardConsole, openConsole } from './boardConsole.ts'
import type { FlashPorts } from './flashPort.ts'
import type { Link } from './link.ts'
import { prepareWatchdog } from './resetting.ts'
import type { FlashTiming } from './timing.ts'
import { settled, within } from './waiting.ts'

interface StartOptions {
  ports: FlashPorts
  timing: FlashTiming
  onChange: () => void
}

const GIVE_UP_MS = 2000

/**
 * Takes a board out of download mode and listens to it from its first line on: the console reads before the reset. Never
 * rejects: what is written is written, and a console whose board is gone, or whose port somebody else has, goes on when it
 * is back.
 */
export async function startAgain(link: Link, options: StartOptions): Promise<BoardConsole> {
  const fireWatchdog = await within(
    prepareWatchdog(link).catch(() => null),
    GIVE_UP_MS,
  )
  await (fireWatchdog ? settled(link.handOver(), GIVE_UP_MS) : link.close())
  const console = await openConsole({ ...options, port: link.port, open: fireWatchdog !== null })
  if (console.view.connected) await console.reset(fireWatchdog ?? undefined).catch(() => {})
  return console
}
