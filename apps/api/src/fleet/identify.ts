import { sameVersion } from '@cyberdeck-ota/core'
import type { DeviceIdentity } from '@cyberdeck-ota/schema'
import type { Neighbours } from '../neighbours/neighbours.ts'
import type { Attempts } from './attempts.ts'
import { versionPrint } from './fingerprint.ts'
import type { Caller, Claim } from './fleet.ts'
import type { FleetState } from './state.ts'

/** What the ids begin with of devices that only an address tells. */
export const weakPrefix = 'address:'

/** Finds out who calls: by the surest thing that the request, or the network, tells. */
export function createIdentify(
  { roster, addresses, now }: FleetState,
  attempts: Pick<Attempts, 'of'>,
  aliases: ReadonlyMap<string, string>,
  neighbours: Neighbours,
): (claim: Claim) => Caller {
  const nobody = (address: string): Caller => ({ address, device: null, identity: 'address' })

  const named = (address: string, id: string, identity: DeviceIdentity): Caller => {
    const device = aliases.size === 0 ? id : (aliases.get(id) ?? id)
    const isRemembered = roster.find(device) !== -1 || roster.hasRoom(false)
    return isRemembered ? { address, device, identity } : nobody(address)
  }

  /** Whether what a poll says is what the device at its address last said, or was last given. */
  const fits = (device: number, version: string | null) => {
    if (roster.columns.said[device] === versionPrint(version)) return true
    const given = attempts.of(device)?.attempt.version
    return version !== null && given !== undefined && sameVersion(version, given)
  }

  /** A router answers with its own MAC for all that lies behind it. */
  const isItself = (address: string, mac: string) => {
    if (addresses.isShared(address, now())) return false
    const occupant = addresses.deviceAt(address, now())
    return occupant === -1 || occupant === roster.find(mac)
  }

  return ({ address, id, mac, version, isPeople }) => {
    if (isPeople) return nobody(address)
    if (id !== null && !id.startsWith(weakPrefix)) return named(address, id, 'id')
    if (mac !== null) return named(address, mac, 'mac')
    const neighbour = neighbours.macOf(address)
    if (neighbour !== null && isItself(address, neighbour)) return named(address, neighbour, 'neighbour')
    const paired = addresses.deviceAt(address, now())
    if (paired !== -1 && fits(paired, version)) {
      return { address, device: roster.idOf(paired), identity: 'address' }
    }
    const weak = `${weakPrefix}${address}`
    const device = aliases.get(weak) ?? weak
    const isRemembered = roster.find(device) !== -1 || roster.hasRoom(true)
    return isRemembered ? { address, device, identity: 'address' } : nobody(address)
  }
}
