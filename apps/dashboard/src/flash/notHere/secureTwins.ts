/** Addresses under which a browser trusts a page that came over plain http. */
export interface SecureTwins {
  /** For whoever sits at the server's own computer. */
  onServer: string
  /** Typed at the visitor's computer, it makes `throughTunnel` work there. `user` is to be replaced. */
  sshLine: string
  throughTunnel: string
}

/** Not 5000, which AirPlay has on a Mac and a server of one's own may have. */
const tunnelPort = '5050'

/** @param page its address: `http://192.168.1.10:5000/flash?…` */
export function secureTwins(page: string): SecureTwins {
  const { hostname, port } = new URL(page)
  // ssh takes an IPv6 address without the brackets that a URL has.
  const host = hostname.replace(/^\[(.*)\]$/, '$1')
  return {
    onServer: onLocalhost(page, port),
    sshLine: `ssh -N -L ${tunnelPort}:localhost:${port || '80'} user@${host}`,
    throughTunnel: onLocalhost(page, tunnelPort),
  }
}

function onLocalhost(page: string, port: string): string {
  const url = new URL(page)
  url.hostname = 'localhost'
  url.port = port
  return url.href
}
