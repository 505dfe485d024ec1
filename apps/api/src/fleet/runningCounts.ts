import type { FleetCount } from '@cyberdeck-ota/schema'

/**
 * How many devices run each version of each product. What they run has a small number, so that a device needs
 * no object.
 */
export interface RunningCounts {
  /** Counts one more device; returns the number of what it runs. */
  join(product: string, version: string | null): number
  /** Counts one less. The number may be given to something else once nobody runs it. */
  leave(number: number): void
  is(number: number, product: string, version: string | null): boolean
  versionOf(number: number): string | null
  /** Most devices first, at most `longestList` lines: whoever can poll can make up versions. */
  list(): FleetCount[]
}

/** More than people publish; what is beyond it shows in the count of all devices. */
const longestList = 1_000

export function createRunningCounts(): RunningCounts {
  const counts: FleetCount[] = []
  const unused: number[] = []
  const numbers = new Map<string, Map<string | null, number>>()

  const numberOf = (product: string, version: string | null) => {
    const known = numbers.get(product)?.get(version)
    if (known !== undefined) return known
    const number = unused.pop() ?? counts.length
    const count = { product: copyOf(product), version: version === null ? null : copyOf(version), devices: 0 }
    counts[number] = count
    const versions = numbers.get(product) ?? new Map<string | null, number>()
    numbers.set(count.product, versions.set(count.version, number))
    return number
  }

  const forget = (number: number, { product, version }: FleetCount) => {
    unused.push(number)
    const versions = numbers.get(product)
    versions?.delete(version)
    if (versions?.size === 0) numbers.delete(product)
  }

  return {
    join: (product, version) => {
      const number = numberOf(product, version)
      const count = counts[number]
      if (count) count.devices += 1
      return number
    },
    leave: (number) => {
      const count = counts[number]
      if (!count) return
      count.devices -= 1
      if (count.devices === 0) forget(number, count)
    },
    is: (number, product, version) => {
      const count = counts[number]
      return count?.product === product && count.version === version
    },
    versionOf: (number) => counts[number]?.version ?? null,
    list: () =>
      counts
        .filter(({ devices }) => devices > 0)
        .sort((a, b) => b.devices - a.devices)
        .slice(0, longestList)
        .map((count) => ({ ...count })),
  }
}

/** A part of a longer string, as everything cut out of a URL is, would keep all of it in memory. */
function copyOf(text: string): string {
  return Buffer.from(text).toString()
}
