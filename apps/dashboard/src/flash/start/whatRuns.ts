import { suggestVersion } from '@cyberdeck-ota/core'
import type { BootLog, FlashPlan, FlashState } from '@cyberdeck-ota/flasher'
import { planTitle } from '../write/writeWords.ts'

/** A board from its reset into what was written on. */
export type Started = Extract<FlashState, { kind: 'console' | 'wifi' | 'done' }>

/** The app that runs, as far as it says what it is. */
export interface Runs {
  /** "thermo 2.34", "an Arduino sketch". */
  name: string
  /** Whether that is what was written: `exactly` where the digests of their ELF files agree. */
  written: 'exactly' | 'same-version' | 'unknown' | 'no'
}

/** What runs, by the app's own log or else over Improv; null where neither tells it from others. */
export function whatRuns(flash: Started): Runs | null {
  const { console, plan } = flash
  return (console.boot && byLog(console.boot, plan)) ?? byImprov(flash)
}

function byLog(boot: BootLog, plan: FlashPlan): Runs | null {
  const written = compare(boot, plan.app)
  // Every sketch of one release of Arduino's libraries says the same.
  if (isArduino(boot) && written === 'unknown') return null
  const name = [boot.project, boot.version].filter(Boolean).join(' ') || 'an app without a name'
  const sketch = (written === 'exactly' && planTitle(plan)) || 'an Arduino sketch'
  return { name: isArduino(boot) ? sketch : name, written }
}

/** The log prints what stands in the image (`esp_app_desc_t`), so that any difference tells two apps apart. */
function compare({ project, version, elfSha256 }: BootLog, app: FlashPlan['app']): Runs['written'] {
  if (!app) return 'unknown'
  if (elfSha256 && app.elfSha256) return app.elfSha256.startsWith(elfSha256) ? 'exactly' : 'no'
  if (project && app.project && project !== app.project) return 'no'
  if (version && app.version && version !== app.version) return 'no'
  return version && ownVersion(app) !== null ? 'same-version' : 'unknown'
}

function byImprov(flash: Started): Runs | null {
  if (flash.kind === 'console' || !flash.wifi) return null
  const { firmware, version } = flash.wifi.device
  if (!firmware && !version) return null
  const expected = ownVersion(flash.plan.app)
  const same = expected === version ? 'same-version' : 'no'
  return {
    name: [firmware, version].filter(Boolean).join(' '),
    written: expected === null || !version ? 'unknown' : same,
  }
}

function ownVersion(image: FlashPlan['app']): string | null {
  return suggestVersion({ fileName: '', image })
}

function isArduino({ project }: BootLog): boolean {
  return project?.endsWith('arduino-lib-builder') ?? false
}
