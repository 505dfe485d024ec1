import { type BoardConsole, openConsole } from './boardConsole.ts'
import { FlashFailure } from './failure.ts'
import { comesBack, type FlashPorts } from './flashPort.ts'
import type { Interrupt } from './interrupt.ts'
import type { Link } from './link.ts'
import { prepareWatchdog } from './resetting.ts'
import type { FlashTiming } from './timing.ts'

interface StartOptions {
  ports: FlashPorts
  timing: FlashTiming
  interrupt: Interrupt
  onChange: () => void
}

/**
 * Takes a board out of download mode and listens to it from its first line on: the console reads before the reset. Where
 * the reset takes native USB off the bus, the console goes on when it comes back.
 */
export async function startAgain(link: Link, options: StartOptions): Promise<BoardConsole> {
  const { interrupt, ports, timing } = options
  const fireWatchdog = await link.run(() => prepareWatchdog(link))
  if (fireWatchdog) {
    await interrupt.guard(link.handOver())
    const console = await openConsole({ ...options, port: link.port, open: true })
    await console.reset(fireWatchdog)
    return console
  }
  await interrupt.guard(link.close())
  const port = link.lost ? await comesBack(ports, link.port, timing.returnMs) : link.port
  if (!port) throw new FlashFailure('cable-pulled', 'The board did not come back after it was written.')
  const console = await openConsole({ ...options, port, open: false })
  await console.reset()
  return console
}
