import type { FlashState } from '@cyberdeck-ota/flasher'
import type { Tone } from '../../ui/StatusDot.tsx'

/** A board from its reset into what was written on. */
export type Started = Extract<FlashState, { kind: 'console' | 'wifi' | 'done' }>

/** How a start went, as one sees it. */
export interface StartWords {
  tone: Tone
  words: string
  /** What to make of it. */
  more: string
}

/** What a board has said of itself, beside what was written to it; null when there is only its fault to tell. */
export function startWords(flash: Started): StartWords | null {
  const { console, plan } = flash
  const { fault } = console
  const said = saidBy(flash)
  const written = plan.app
  if (said) {
    const { name, version } = said
    if (fault) return { tone: 'warning', words: `Board started ${name}, which went wrong`, more: '' }
    if (written?.version && version && version !== written.version) {
      return {
        tone: 'warning',
        words: `Board now runs ${name}, not the ${written.version} that was written`,
        more: 'It may have fallen back to the app that it had before, as firmware does that could not start. The log says more.',
      }
    }
    return {
      tone: 'good',
      words: `Board now runs ${name}`,
      more:
        written?.version && version ? 'It says so itself, and it is what was written.' : 'It says so itself.',
    }
  }
  if (fault) return null
  if (console.silent) {
    return {
      tone: 'warning',
      words: 'The board says nothing',
      more: 'Press RESET (EN) on it once: some boards are not reset by the cable. Firmware that prints nothing, or prints to other pins, is silent here and runs all the same.',
    }
  }
  if (console.lines.length > 0 || console.unfinished) {
    return {
      tone: 'idle',
      words: 'The board talks',
      more: 'It has not told its version: firmware with its log turned off does not. Its first check-in will.',
    }
  }
  return { tone: 'busy', words: 'Waiting for its first words…', more: 'It was reset a moment ago.' }
}

/** What runs, by the app's own log or else over Improv. */
function saidBy(flash: Started): { name: string; version: string | null } | null {
  const { boot } = flash.console
  if (boot?.project || boot?.version) return named(boot.project, boot.version)
  if (flash.kind === 'console' || !flash.wifi) return null
  const { firmware, version } = flash.wifi.device
  return firmware || version ? named(firmware || null, version || null) : null
}

function named(project: string | null, version: string | null) {
  return { name: [project, version].filter((word) => word !== null).join(' '), version }
}
