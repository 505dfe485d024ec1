import type { DeviceSummary } from '@cyberdeck-ota/schema'

const steps = [
  { unit: 's', seconds: 1, until: 120 },
  { unit: 'min', seconds: 60, until: 7_200 },
  { unit: 'h', seconds: 3_600, until: 172_800 },
  { unit: 'days', seconds: 86_400, until: Infinity },
] as const

/** A span of time in its largest sensible unit: "60 s", "15 min", "6 h", "3 days". `seconds` is not negative. */
export function spanWords(seconds: number): string {
  const step = steps.find(({ until }) => seconds < until) ?? steps[3]
  return `${Math.round(seconds / step.seconds).toLocaleString('en')} ${step.unit}`
}

/** How often a device polls, as learned: "about every 60 s". */
export function rhythmWords(interval: number | null): string {
  return interval === null ? 'not known yet' : `about every ${spanWords(interval)}`
}

/** What is wrong with a silent device, as a sentence; null for one that is not silent. A deep sleeper is none. */
export function silentSentence(
  { silent, interval, lastSeenAt }: Pick<DeviceSummary, 'silent' | 'interval' | 'lastSeenAt'>,
  now: number,
): string | null {
  if (!silent) return null
  const ago = spanWords(Math.max(0, now - Date.parse(lastSeenAt)) / 1000)
  if (interval === null) return `It called once, and has not been heard of for ${ago}.`
  return `It calls ${rhythmWords(interval)}, and has not been heard of for ${ago}.`
}
