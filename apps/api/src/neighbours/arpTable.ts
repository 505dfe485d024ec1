import { macOf } from '../mac.ts'

/** `ARPHRD_ETHER` (Linux, `if_arp.h`): Wi-Fi and Ethernet. */
const ethernet = 1
/** `ATF_COM`: the address was resolved. */
const resolved = 0x02

/** Second hex digit of a MAC that software made up (IEEE 802: locally administered), as those of virtual bridges are. */
const madeUp = /^.[2367ABEF]/

/** "192.168.1.7  0x1  0x2  24:6f:28:ad:ff:04  *  eth0": address, hardware type, flags, hardware address, mask, device. */
const line = /^(\S+)\s+0x([0-9a-f]+)\s+0x([0-9a-f]+)\s+(\S+)\s/i

/**
 * Reads the text of `/proc/net/arp` (Linux, `net/ipv4/arp.c`). Addresses that one card shares, and an address that two
 * cards claim, are there with null. Lines of another form are passed over, and so are MACs that no card has burnt in: all
 * clients of a container come from its bridge.
 */
export function readArpTable(text: string): Map<string, string | null> {
  const cards = new Map<string, string | null>()
  const addresses = new Map<string, string>()
  for (const entry of text.split('\n')) {
    const [, address = '', type = '', flags = '', hardware = ''] = line.exec(entry) ?? []
    const mac = macOf(hardware)
    if (mac === null || madeUp.test(mac)) continue
    if (Number.parseInt(type, 16) !== ethernet || !(Number.parseInt(flags, 16) & resolved)) continue
    const claimed = cards.get(address)
    cards.set(address, claimed === undefined || claimed === mac ? mac : null)
    const first = addresses.get(mac) ?? address
    addresses.set(mac, first)
    if (first === address) continue
    cards.set(first, null)
    cards.set(address, null)
  }
  return cards
}
