import { sameVersion } from '@cyberdeck-ota/core'
import type { FleetCount, Product, Registry, ServerInfo } from '@cyberdeck-ota/schema'

/** Devices that have a stable identity and were seen since the server started. */
export interface Health {
  devices: number
  /** Of these, how many say they run what a channel of their product points at. */
  asIntended: number
}

/** How many devices run what is intended; see {@link Health}. */
export function health(registry: Registry, running: FleetCount[]): Health {
  const sum = (counts: FleetCount[]) => counts.reduce((total, { devices }) => total + devices, 0)
  return {
    devices: sum(running),
    asIntended: sum(
      running.filter(({ product, version }) =>
        Object.hasOwn(registry.products, product) ? isIntended(registry.products[product], version) : false,
      ),
    ),
  }
}

function isIntended(product: Product | undefined, version: string | null): boolean {
  if (!product || version === null) return false
  return Object.values(product.channels).some((channel) => sameVersion(channel.version, version))
}

/** How the fleet is, in a sentence or two; `needs` is the count of things that want their owner. */
export function healthSentence(registry: Registry, { fleet }: ServerInfo, needs: number): string {
  const { devices, asIntended } = health(registry, fleet.running)
  const attention = needs === 0 ? '' : needs === 1 ? ' One thing needs you.' : ` ${needs} things need you.`
  if (fleet.lastCheckInAt === null) return `No board has checked in since the server started.${attention}`
  if (devices === 0) return `Boards check in, but none of them says which one it is.${attention}`
  return `${fleetSentence(devices, asIntended)}${attention}`
}

function fleetSentence(devices: number, asIntended: number): string {
  if (devices === 1)
    return asIntended === 1
      ? 'Your device runs the intended release.'
      : 'Your device does not run the intended release yet.'
  if (devices === asIntended) return `All ${devices.toLocaleString('en')} devices run the intended release.`
  return `${asIntended.toLocaleString('en')} of ${devices.toLocaleString('en')} devices run the intended release.`
}
