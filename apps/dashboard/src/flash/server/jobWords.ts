import type { FlashJob, FlashPhase } from '@cyberdeck-ota/schema'
import { speedWords } from '../../ui/progressWords.ts'
import type { Tone } from '../../ui/StatusDot.tsx'

const phases: Record<FlashPhase, string> = {
  connecting: 'Getting the board ready',
  checking: 'Looking at the board',
  erasing: 'Erasing',
  writing: 'Writing',
  verifying: 'Verifying',
  resetting: 'Resetting it',
}

/** What a job is at, or how it ended, in a word or two. */
export function jobStateWords({ state, phase, holdBoot }: FlashJob): string {
  switch (state) {
    case 'running':
      return holdBoot ? 'Needs its BOOT button' : phases[phase]
    case 'done':
      return 'Written, verified and reset'
    case 'failed':
      return 'Failed'
    case 'cancelled':
      return 'Cancelled'
  }
}

export function jobTone({ state, holdBoot }: FlashJob): Tone {
  switch (state) {
    case 'running':
      return holdBoot ? 'warning' : 'busy'
    case 'done':
      return 'good'
    case 'failed':
      return 'bad'
    case 'cancelled':
      return 'idle'
  }
}

/** How much is written, whole percent. Cut, not rounded: 100 only when it is all. */
export function jobPercent({ progress }: FlashJob): number {
  return Math.trunc(progress.fraction * 100)
}

/** "41 % · 31.2 kB/s · 17 s left". */
export function jobProgressWords(job: FlashJob): string {
  return [`${jobPercent(job)} %`, ...speedWords(job.progress)].join(' · ')
}

/** Whether its board was half written when it ended, and so may start nothing. */
export function leftHalfWritten({ state, phase }: FlashJob): boolean {
  const ended = state === 'failed' || state === 'cancelled'
  return ended && (phase === 'erasing' || phase === 'writing' || phase === 'verifying')
}
