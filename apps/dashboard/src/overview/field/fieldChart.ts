import { compareVersions } from '@cyberdeck-ota/core'
import type { FieldSample } from '@cyberdeck-ota/schema'

/** One layer of the chart. Its key is safe for the chart library, which takes a dot in a name for a path. */
export interface Layer {
  key: string
  label: string
  /** Devices at the last sample. */
  now: number
}

export interface FieldChart {
  /** Newest version first; what is left of the rest last. */
  layers: Layer[]
  /** One row per moment, oldest first: `at` in ms, and the count of each layer by its key. */
  rows: Record<string, number>[]
}

/** Layers of their own; the rest is one layer together. */
const most = 6

/** The samples as stacked layers: the most used versions now, else in their best time. */
export function fieldChart(samples: FieldSample[]): FieldChart {
  const moments = new Map<string, FieldSample[]>()
  for (const sample of samples) moments.set(sample.at, [...(moments.get(sample.at) ?? []), sample])
  const last = [...moments.values()].at(-1) ?? []
  const peaks = new Map<string | null, { now: number; peak: number }>()
  for (const { version, devices } of samples) {
    const known = peaks.get(version) ?? { now: 0, peak: 0 }
    peaks.set(version, { ...known, peak: Math.max(known.peak, devices) })
  }
  for (const { version, devices } of last)
    peaks.set(version, { now: devices, peak: peaks.get(version)?.peak ?? 0 })
  const ranked = [...peaks].sort(([, a], [, b]) => b.now - a.now || b.peak - a.peak)
  const own = ranked.slice(0, most).map(([version]) => version)
  own.sort((a, b) => compareVersions(b ?? '', a ?? ''))
  const rest = ranked.slice(most)
  const layers = own.map(
    (version, index): Layer => ({
      key: `layer${index}`,
      label: version ?? 'says nothing',
      now: peaks.get(version)?.now ?? 0,
    }),
  )
  if (rest.length > 0) {
    const now = rest.reduce((sum, [, counts]) => sum + counts.now, 0)
    layers.push({ key: 'rest', label: `${rest.length} more`, now })
  }
  const keyOf = new Map(own.map((version, index) => [version, `layer${index}`]))
  return { layers, rows: [...moments].map(([at, counts]) => rowOf(at, counts, layers, keyOf)) }
}

function rowOf(
  at: string,
  counts: FieldSample[],
  layers: Layer[],
  keyOf: Map<string | null, string>,
): Record<string, number> {
  const row: Record<string, number> = {
    at: Date.parse(at),
    ...Object.fromEntries(layers.map(({ key }) => [key, 0])),
  }
  for (const { version, devices } of counts) {
    const key = keyOf.get(version) ?? 'rest'
    row[key] = (row[key] ?? 0) + devices
  }
  return row
}
