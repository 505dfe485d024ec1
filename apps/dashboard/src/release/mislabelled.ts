import { sameVersion } from '@cyberdeck-ota/core'
import type { DeviceSummary } from '@cyberdeck-ota/schema'

/** Devices that run a release and say that they run something else. */
export interface WrongLabel {
  /** What they say. */
  label: string
  devices: number
}

/** The wrong labels of devices that are proven to run `version`, most devices first. An accepted alias is not wrong. */
export function wrongLabels(
  items: Pick<DeviceSummary, 'runs' | 'version'>[],
  version: string,
  aliases: string[],
): WrongLabel[] {
  const counts = new Map<string, number>()
  for (const { runs, version: said } of items) {
    if (runs === null || said === null || !sameVersion(runs, version)) continue
    if ([version, ...aliases].some((name) => sameVersion(name, said))) continue
    counts.set(said, (counts.get(said) ?? 0) + 1)
  }
  return [...counts]
    .map(([label, devices]) => ({ label, devices }))
    .sort((a, b) => b.devices - a.devices || a.label.localeCompare(b.label))
}
