import type { Addresses } from './addresses.ts'

/** What a start prints last: where the dashboard is, how to claim it, and what boards should ask. */
export function greeting(addresses: Addresses, claimCode: string | null): string {
  const lines = [['Dashboard', `${addresses.public}/`]]
  if (addresses.local !== addresses.public) lines.push(['on this machine', `${addresses.local}/`])
  // In the fragment, which browsers never send: the code reaches no log.
  if (claimCode) {
    lines.push(['Claim it', `${addresses.public}/claim#code=${claimCode}   (once, within 30 minutes)`])
    if (addresses.local !== addresses.public)
      lines.push(['on this machine', `${addresses.local}/claim#code=${claimCode}`])
  }
  lines.push(['Boards ask', `${addresses.public}/ota`])
  const width = Math.max(...lines.map(([label = '']) => label.length))
  const rows = lines.map(([label = '', text]) => `  ${label.padEnd(width)}   ${text}`)
  if (!addresses.reachable)
    rows.push('', '  Boards cannot reach this machine: it has, or listens on, no address but loopback.')
  return ['', 'Cyberdeck OTA is running.', '', ...rows, ''].join('\n')
}
