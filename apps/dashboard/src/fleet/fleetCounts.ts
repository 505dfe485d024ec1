import { sameVersion } from '@cyberdeck-ota/core'
import type { FleetCount } from '@cyberdeck-ota/schema'

/** How many of a product's identified devices said last that they run this version. */
export function devicesRunning(running: FleetCount[], product: string, version: string): number {
  return sumOf(
    running.filter(
      (count) => count.product === product && count.version !== null && sameVersion(count.version, version),
    ),
  )
}

/** How many identified devices a product has. */
export function devicesOf(running: FleetCount[], product: string): number {
  return sumOf(running.filter((count) => count.product === product))
}

function sumOf(counts: FleetCount[]): number {
  return counts.reduce((total, { devices }) => total + devices, 0)
}

/** "1 device", "1,200 devices". */
export function deviceWords(count: number): string {
  return count === 1 ? '1 device' : `${count.toLocaleString('en')} devices`
}
