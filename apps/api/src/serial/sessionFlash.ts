import type { FlashPlan, FlashSession, FlashState, System } from '@cyberdeck-ota/flasher'
import { type FlashBoard, type FlashNews, FlashStopped } from './flashBoard.ts'

/** What the flasher has to offer; loaded at the first job, because most servers never have one. */
type Flasher = Pick<typeof import('@cyberdeck-ota/flasher'), 'createFlashSession'>

/** Flashes by the procedure that the dashboard uses, with nobody to ask: a plan that is possible is written, unless it takes what nobody said may go. */
export function createSessionFlash(load: () => Promise<Flasher>): FlashBoard {
  return async ({ ports, sets, eraseAll }, tell, signal) => {
    const { createFlashSession } = await load()
    signal.throwIfAborted()
    const session = createFlashSession({ ports, system: systemOf(process.platform) })
    session.choose({ sets, eraseAll })
    const cancel = () => void session.cancel()
    signal.addEventListener('abort', cancel)
    try {
      await follow(session, tell)
    } finally {
      signal.removeEventListener('abort', cancel)
    }
  }
}

/** Runs the session until its board starts what was written. */
function follow(session: FlashSession, tell: (news: FlashNews) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const free = (settle: () => void) => {
      stop()
      void session.finish().then(settle)
    }
    const stop = session.subscribe(() => {
      const { state } = session
      tell(newsOf(state))
      if (state.kind === 'ready') {
        const loss = lossIn(state.plan)
        if (loss) free(() => reject(loss))
        else session.write()
      }
      // The console is for whoever sits beside the board.
      if (state.kind === 'console' || state.kind === 'done') free(resolve)
      if (state.kind === 'refused') {
        free(() => reject(new FlashStopped(state.refusal.code, state.refusal.sentence)))
      }
      if (state.kind === 'failed') {
        const { code, sentence, remedies, details } = state
        free(() => reject(new FlashStopped(code, sentence, { remedies, details })))
      }
    })
    void session.connect()
  })
}

/** What a person would have been asked about first. */
function lossIn({ warnings }: FlashPlan): FlashStopped | null {
  const loss = warnings.find(({ code }) => code === 'settings-lost' || code === 'files-lost')
  if (!loss) return null
  return new FlashStopped(
    loss.code,
    `${loss.sentence} So nothing was written; if they may go, choose to erase everything first.`,
  )
}

function newsOf(state: FlashState): FlashNews {
  switch (state.kind) {
    case 'connecting':
      return { phase: 'connecting', holdBoot: state.holdBoot }
    case 'checking':
      return { phase: 'checking', holdBoot: false }
    case 'ready': {
      const { chip, description, mac, flashSize } = state.board
      const warnings = state.plan.warnings.map(({ sentence }) => sentence)
      return { found: { chip, description, mac, flashSize }, warnings }
    }
    case 'writing': {
      const { phase, fraction, bytesPerSecond, secondsLeft } = state
      return { phase, progress: { fraction, bytesPerSecond, secondsLeft } }
    }
    case 'resetting':
      return { phase: 'resetting' }
    default:
      return {}
  }
}

function systemOf(platform: NodeJS.Platform): System {
  if (platform === 'win32') return 'windows'
  return platform === 'darwin' ? 'macos' : 'linux'
}
