import { FlashFailure, OpenFailed, PortLost, toFailure } from './failure.ts'
import { comesBack, type FlashPort, type FlashPorts, isNativeUsb } from './flashPort.ts'
import type { Interrupt } from './interrupt.ts'
import { type Link, openLink } from './link.ts'
import { letGo } from './resetting.ts'
import type { FlashTiming } from './timing.ts'
import { sleep } from './waiting.ts'

export interface ConnectOptions {
  ports: FlashPorts
  port: FlashPort
  baud: number
  interrupt: Interrupt
  timing: FlashTiming
  /** @param attempt from 1 on. @param holdBoot whether it takes a person's finger now */
  onAttempt: (attempt: number, holdBoot: boolean) => void
  log: (line: string) => void
}

type Mode = 'default_reset' | 'no_reset'

/** Both reset delays that esptool knows, once each. */
const TRIES_WITH_RESET = 2
const TRIES_WITHOUT = 1
/** A port that has just come back may not be openable yet (udev rules, drivers). */
const OPENINGS = 6
const OPENING_PAUSE_MS = 250

/**
 * Brings a board into download mode and finds out which chip it is. When the cable's own lines do not manage that, it goes on
 * trying while a person holds BOOT: without a reset, for who came into download mode by the buttons, and with one, for
 * boards that only lack the line to BOOT.
 *
 * @throws FlashFailure `no-answer` when that takes longer than `timing.holdBootMs`
 */
export async function connectToBoard(options: ConnectOptions): Promise<Link> {
  const { interrupt, timing } = options
  let { port } = options
  let attempt = 0
  let mode: Mode = 'default_reset'
  let holdBoot = false
  let deadline = Number.POSITIVE_INFINITY
  let cameBack = false

  const count = () => options.onAttempt(++attempt, holdBoot)
  for (;;) {
    if (mode === 'no_reset') count()
    const link = openLink({ ...options, port, onReset: count })
    try {
      await openAndSync(link, mode, cameBack)
      return link
    } catch (error) {
      const left = link.lost || error instanceof PortLost
      const unheard = toFailure(error, false).code === 'no-answer'
      if (unheard && !holdBoot) deadline = Date.now() + timing.holdBootMs
      const goesOn = left || (unheard && Date.now() < deadline)
      const reason = interrupt.failure ?? (goesOn ? null : error)
      if (reason && !link.lost) await letGo(link)
      await link.close()
      if (reason) throw reason
      if (left) {
        port = await again(options, port)
        // It was reset into download mode as it left; a second reset would make it leave again.
        mode = 'no_reset'
        cameBack = true
        continue
      }
      holdBoot = true
      mode = mode === 'no_reset' ? 'default_reset' : 'no_reset'
    }
  }
}

async function openAndSync(link: Link, mode: Mode, cameBack: boolean): Promise<void> {
  const tries = mode === 'no_reset' ? TRIES_WITHOUT : TRIES_WITH_RESET
  for (let opening = 1; ; opening++) {
    try {
      return await link.run(() => link.loader.connect(mode, tries))
    } catch (error) {
      if (!cameBack || !(error instanceof OpenFailed) || opening === OPENINGS) throw error
      await sleep(OPENING_PAUSE_MS)
    }
  }
}

async function again({ ports, interrupt, timing }: ConnectOptions, gone: FlashPort): Promise<FlashPort> {
  // A bridge stays on the bus whatever its chip does.
  if (!isNativeUsb(gone)) throw new PortLost()
  const waiting = new AbortController()
  const timer = setTimeout(() => waiting.abort(), timing.returnMs)
  const port = await interrupt.guard(comesBack(ports, gone, waiting.signal)).finally(() => {
    clearTimeout(timer)
    waiting.abort()
  })
  if (!port) throw new FlashFailure('cable-pulled', 'The port did not come back.')
  return port
}
