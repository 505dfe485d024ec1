import type { SlotApp } from '@cyberdeck-ota/flasher'
import { projectWords } from '../../image/imageWords.ts'
import type { FlashRegion } from './flashRegions.ts'

const kinds: Record<Exclude<FlashRegion['kind'], 'app'>, string> = {
  bootloader: 'bootloader',
  table: 'partition table',
  choice: 'which slot to start',
  settings: 'settings',
  files: 'files',
  data: 'data',
  unused: 'unused',
}

/** What a slot's app calls itself: "thermo 1.00". */
export function appWords({ project, version }: SlotApp): string {
  return [projectWords(project), version].filter(Boolean).join(' ') || 'an app that does not describe itself'
}

/** What is in a stretch of flash. */
export function contentWords({ kind, app, running }: FlashRegion): string {
  if (kind !== 'app') return kinds[kind]
  if (!app) return 'empty slot'
  return running ? `${appWords(app)}, runs now` : appWords(app)
}

/** What becomes of it. */
export function fateWords({ fate }: Pick<FlashRegion, 'fate'>): string | null {
  return fate && `will be ${fate}`
}

/** All of it in a sentence: "app0: thermo 1.00, runs now". */
export function regionWords(region: FlashRegion): string {
  const what = region.label === null ? contentWords(region) : `${region.label}: ${contentWords(region)}`
  return [what, fateWords(region)].filter(Boolean).join(', ')
}
