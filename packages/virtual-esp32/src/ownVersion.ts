import type { RunningApp } from './runningApp.ts'

/**
 * The version that the firmware itself can be taken to say, null when its descriptor does not tell: Arduino's library
 * builder leaves its own there, and what an address cannot carry is no FIRMWARE_VERSION.
 */
export function ownVersion({ version, project }: RunningApp): string | null {
  if (project?.endsWith('arduino-lib-builder')) return null
  return version !== null && /^[\w.+~-]+$/.test(version) ? version : null
}
