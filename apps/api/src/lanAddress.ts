import type { NetworkInterfaceInfo } from 'node:os'

/** Interfaces that lead to containers, virtual machines and tunnels, where no board is. */
const virtualInterface =
  /^(docker|br-|veth|virbr|vmnet|vboxnet|tun|tap|wg|utun|zt|tailscale|podman|cni|flannel|lxc)/

const privateRange = /^(192\.168\.|10\.|172\.(1[6-9]|2\d|3[01])\.)/

/**
 * The IPv4 address under which boards on the same network most likely reach this machine: of a real interface before a
 * virtual one, private before public. Null when there is only loopback.
 */
export function lanAddress(interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>): string | null {
  const candidates = Object.entries(interfaces).flatMap(([name, addresses = []]) =>
    addresses
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address }) => ({
        address,
        rank: (virtualInterface.test(name) ? 2 : 0) + (privateRange.test(address) ? 0 : 1),
      })),
  )
  return candidates.toSorted((a, b) => a.rank - b.rank)[0]?.address ?? null
}
