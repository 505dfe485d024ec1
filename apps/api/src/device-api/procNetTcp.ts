import { createReadStream } from 'node:fs'
import { isIPv4 } from 'node:net'
import { endianness } from 'node:os'
import type { Acknowledged, Connection } from './acknowledged.ts'

/**
 * Reads the kernel's tables `tcp` and `tcp6` in `folder` (Linux,
 * `Documentation/networking/proc_net_tcp.rst`): `tx_queue` of a connection is what was sent and not
 * acknowledged, its closing FIN counted as one byte. Each table is read once for all connections, in pieces,
 * because a busy server has tens of thousands of closed ones in it.
 */
export function procNetTcp(folder: string): Acknowledged {
  return {
    unacknowledged: async (connections) => {
      const found = new Map<Connection, number>()
      const v4 = connections.filter(({ localAddress }) => isIPv4(localAddress))
      const v6 = connections.filter(({ localAddress }) => !isIPv4(localAddress))
      if (v4.length > 0) await search(`${folder}/tcp`, v4, found)
      if (v6.length > 0) await search(`${folder}/tcp6`, v6, found)
      return found
    },
  }
}

async function search(file: string, connections: readonly Connection[], found: Map<Connection, number>) {
  const byKey = new Map(connections.map((connection) => [keyOf(connection), connection]))
  const [someKey] = byKey.keys()
  const keyLength = someKey?.length ?? 0
  let rest = ''
  for await (const chunk of createReadStream(file, { encoding: 'latin1' })) {
    const lines = rest + chunk
    const complete = lines.lastIndexOf('\n') + 1
    for (let at = 0; at < complete; at = lines.indexOf('\n', at) + 1) {
      // "  12: 0100007F:1388 0100007F:C3A2 01 00000000:00000000 …": number, local, remote, state,
      // tx_queue:rx_queue
      const key = lines.indexOf(': ', at) + 2
      const connection = byKey.get(lines.slice(key, key + keyLength))
      if (!connection) continue
      const queue = key + keyLength + ' 01 '.length
      found.set(connection, Number.parseInt(lines.slice(queue, queue + 8), 16))
    }
    rest = lines.slice(complete)
  }
}

/** Both ends as the table writes them. */
function keyOf({ localAddress, localPort, remoteAddress, remotePort }: Connection): string {
  return `${hexEnd(localAddress, localPort)} ${hexEnd(remoteAddress, remotePort)}`
}

function hexEnd(address: string, port: number): string {
  return `${hexAddress(address)}:${port.toString(16).toUpperCase().padStart(4, '0')}`
}

/** The table prints each 32-bit word of an address as a number of this machine. */
function hexAddress(address: string): string {
  const bytes = isIPv4(address) ? ipv4Bytes(address) : ipv6Bytes(address)
  if (endianness() === 'LE') bytes.swap32()
  return bytes.toString('hex').toUpperCase()
}

function ipv4Bytes(address: string): Buffer {
  return Buffer.from(address.split('.').map(Number))
}

/** Of a valid address, also with `::`, a zone (`%eth0`) and an IPv4 address at its end. */
function ipv6Bytes(address: string): Buffer {
  const [plain = ''] = address.split('%')
  const [head = [], tail] = plain
    .split('::')
    .map((half) => (half === '' ? [] : half.split(':').map(groupHex)))
  const before = head.join('')
  const after = tail?.join('') ?? ''
  return Buffer.from(before.padEnd(32 - after.length, '0') + after, 'hex')
}

function groupHex(group: string): string {
  return group.includes('.') ? ipv4Bytes(group).toString('hex') : group.padStart(4, '0')
}
