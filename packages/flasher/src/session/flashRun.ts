import type { BoardFacts } from '../board/boardFacts.ts'
import type { FlashPlan } from '../plan/flashPlan.ts'
import type { BoardConsole } from './boardConsole.ts'
import { connectToBoard } from './connecting.ts'
import { FlashFailure } from './failure.ts'
import { type FlashPort, type FlashPorts, portsBeside } from './flashPort.ts'
import type { FlashState } from './flashState.ts'
import { findImprov, type ImprovWifi, type LoadImprov, loadImprov } from './improvWifi.ts'
import { createInterrupt, type Interrupt } from './interrupt.ts'
import type { Link } from './link.ts'
import { readBoard } from './readBoard.ts'
import { startAgain } from './startAgain.ts'
import type { FlashTiming } from './timing.ts'
import { deferred } from './waiting.ts'
import { writePlan } from './writing.ts'

/** One board's way from its port to its console, and what lives meanwhile. */
export interface Run {
  interrupt: Interrupt
  writeAsked: ReturnType<typeof deferred<void>>
  ended: Promise<void>
  /** Settled once there is a console. */
  started: ReturnType<typeof deferred<void>>
  link: Link | null
  board: BoardFacts | null
  /** Null while the choice does not go on this board. */
  plan: FlashPlan | null
  console: BoardConsole | null
  wifi: ImprovWifi | null
  /** Whether the board is being asked for Improv. */
  asking: boolean
  /** Whether flash is being written. */
  writing: boolean
}

export function newRun(ended: Promise<void>): Run {
  return {
    interrupt: createInterrupt(),
    writeAsked: deferred<void>(),
    ended,
    started: deferred<void>(),
    link: null,
    board: null,
    plan: null,
    console: null,
    wifi: null,
    asking: false,
    writing: false,
  }
}

export interface RunSteps {
  ports: FlashPorts
  timing: FlashTiming
  /** To write at over that port. */
  baudOf: (port: FlashPort) => number
  /** Told when a baud turned out to be too fast for that port. */
  onTooFast: (port: FlashPort) => void
  improv?: LoadImprov
  pickPort: () => Promise<FlashPort>
  /** Told of the port that was picked, and of the one it came back as; `ports` are without the boards beside it. */
  onPort: (port: FlashPort, ports: FlashPorts) => void
  become: (state: FlashState) => void
  /** Plans, and sets `plan`. */
  decide: (board: BoardFacts, run: Run) => void
  /** Shows console and Wi-Fi as they are. */
  show: (run: Run) => void
  note: (line: string) => void
}

/**
 * Until the board runs and its Wi-Fi is known. What goes wrong is thrown.
 *
 * @param halfWritten what is written without asking again when it turns out to be this very board
 */
export async function proceed(run: Run, halfWritten: BoardFacts | null, steps: RunSteps): Promise<void> {
  const { interrupt } = run
  const { timing, become } = steps
  become({ kind: 'choosing-port' })
  const port = await interrupt.guard(steps.pickPort())
  const ports = await interrupt.guard(portsBeside(steps.ports, port))
  steps.onPort(port, ports)
  become({ kind: 'connecting', attempt: 1, holdBoot: false })
  const link = await connectToBoard({
    ports,
    port,
    baud: steps.baudOf(port),
    interrupt,
    timing,
    log: steps.note,
    onAttempt: (attempt, holdBoot) => become({ kind: 'connecting', attempt, holdBoot }),
  })
  run.link = link
  steps.onPort(link.port, ports)
  become({ kind: 'checking', chip: null, mac: null })
  const board = await readBoard(link, (chip, mac) => become({ kind: 'checking', chip, mac }))
  run.board = board
  if (link.fellBack) steps.onTooFast(link.port)
  steps.decide(board, run)
  if (halfWritten && halfWritten.mac === board.mac && run.plan) run.writeAsked.resolve()
  await link.meanwhile(run.writeAsked.promise)
  const { plan } = run
  if (!plan) throw new FlashFailure('unexpected', 'There is no plan to write.')
  run.writing = true
  await writePlan(link, plan, (report) => become({ kind: 'writing', board, plan, ...report }))
  run.writing = false
  become({ kind: 'resetting', board, plan })
  run.console = await startAgain(link, { ports, timing, onChange: () => steps.show(run) })
  run.link = null
  run.started.resolve()
  if (!interrupt.failure) await askForWifi(run, steps)
}

/** Finds out whether what runs speaks Improv, and which networks it sees. */
export async function askForWifi(
  run: Run,
  { timing, improv = loadImprov, show }: Pick<RunSteps, 'timing' | 'improv' | 'show'>,
): Promise<void> {
  if (!run.console || run.asking) return
  run.asking = true
  show(run)
  try {
    run.wifi = await findImprov(run.console, {
      timeoutMs: timing.improvMs,
      load: improv,
      onChange: () => show(run),
    })
  } finally {
    run.asking = false
    show(run)
  }
  if (run.wifi?.state.step === 'choosing') await run.wifi.scan()
}
