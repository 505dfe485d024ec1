import { BlockList, isIP } from 'node:net'
import { parseArgs } from 'node:util'
import { serverOf } from '../serverUrl.ts'
import { firstSentence, readBytes, readTime } from '../terminalValues.ts'
import type { Shares } from './personas.ts'
import type { PlanOptions } from './plan.ts'
import type { VirtualFleetOptions } from './virtualFleet.ts'

/** What the command line asks for. */
export type FleetCommand =
  | { do: 'help' }
  | { do: 'refuse'; sentence: string }
  | { do: 'run'; fleet: Omit<VirtualFleetOptions, 'space' | keyof PlanOptions> & Omit<PlanOptions, 'space'> }

export const help = `A fleet of ESP32s without hardware, some of which fail as real ones do. It only asks for updates: publish a release
for the product that it asks for, and watch it spread.

  npm run fleet -- --devices 200 --brick 1% --flaky 5% --seed 7

  --server URL        the server, on this machine or on a private network (http://localhost:5000)
  --product SLUG      what its devices ask for (default)
  --channel NAME      the channel that they follow (stable)
  --devices NUMBER    how many there are, at most 500 (24)
  --seed NUMBER       the same number makes the same fleet (7)
  --version TEXT      what they run at first (1.00)
  --chips NAMES       their chips, each as many (ESP32); such as ESP32,ESP32-S3
  --interval TIME     between two polls of one device: 500ms, 10s, 5m (12s)
  --speed BYTES       how many bytes a second each can take in (80000)

Of all devices, in percent (0):
  --brick SHARE       take an update and never call again
  --boot-loop SHARE   crash with an update and fall back
  --flaky SHARE       lose their first download half-way
  --wrong-label SHARE run an update and call themselves what they were before
  --nat SHARE         share an address and do not say who they are; needs a server on this machine
  --sleepy SHARE      poll ten times more seldom
`

/** Reads the arguments after the program's name. What they cannot mean is refused in one sentence. */
export function readFleetCommand(args: readonly string[]): FleetCommand {
  let given: ReturnType<typeof parse>
  try {
    given = parse(args[0] === '--' ? args.slice(1) : args)
  } catch (error) {
    return refuse(`${firstSentence(error)}; --help lists the options.`)
  }
  if (given.help) return { do: 'help' }
  const { server, product, channel, version, chips, interval, speed } = given
  if (!isNear(serverOf(server).host))
    return refuse(
      `${server} is not on this machine or on a private network; so many boards are not sent elsewhere.`,
    )
  const devices = readNumber(given.devices)
  if (devices === null) return refuse(`--devices takes a number, not ${given.devices}.`)
  const seed = readNumber(given.seed)
  if (seed === null) return refuse(`--seed takes a number, not ${given.seed}.`)
  const intervalMs = readTime(interval)
  if (intervalMs === null) return refuse(`--interval takes a time such as 500ms, 10s or 5m, not ${interval}.`)
  const bytesPerSecond = readBytes(speed)
  if (!bytesPerSecond) return refuse(`--speed takes a number of bytes a second, not ${speed}.`)

  const shares = {} as Shares
  for (const [option, persona] of shareOptions) {
    const share = readShare(given[option])
    if (share === null) return refuse(`--${option} takes a share such as 5%, not ${given[option]}.`)
    shares[persona] = share
  }
  const boards = chips.split(',').map((chip) => ({ chip, name: null }))
  const said = { serverUrl: server, product, channel: channel ?? null, version, olderVersion: null }
  return { do: 'run', fleet: { ...said, devices, seed, shares, boards, intervalMs, bytesPerSecond } }
}

const shareOptions = [
  ['brick', 'brick'],
  ['boot-loop', 'bootLoop'],
  ['flaky', 'flaky'],
  ['wrong-label', 'wrongLabel'],
  ['nat', 'nat'],
  ['sleepy', 'sleepy'],
] as const satisfies [string, keyof Shares][]

function parse(args: readonly string[]) {
  const share = { type: 'string', default: '0%' } as const
  const { values } = parseArgs({
    args: [...args],
    options: {
      server: { type: 'string', default: 'http://localhost:5000' },
      product: { type: 'string', default: 'default' },
      channel: { type: 'string' },
      devices: { type: 'string', default: '24' },
      seed: { type: 'string', default: '7' },
      version: { type: 'string', default: '1.00' },
      chips: { type: 'string', default: 'ESP32' },
      interval: { type: 'string', default: '12s' },
      speed: { type: 'string', default: '80000' },
      brick: share,
      'boot-loop': share,
      flaky: share,
      'wrong-label': share,
      nat: share,
      sleepy: share,
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  return values
}

function readNumber(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null
}

function readShare(text: string): number | null {
  const share = /^\d+(\.\d+)?%?$/.test(text) ? Number.parseFloat(text) / 100 : null
  return share !== null && share <= 1 ? share : null
}

const near = new BlockList()
// RFC 1918, 3927, 4193, 4291, 6598 and loopback.
for (const [net, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['100.64.0.0', 10],
] as const)
  near.addSubnet(net, prefix)
near.addAddress('::1', 'ipv6')
near.addSubnet('fc00::', 7, 'ipv6')
near.addSubnet('fe80::', 10, 'ipv6')

/** Names without a dot, and those of RFC 6762 and RFC 8375, lead nowhere outside. */
function isNear(host: string): boolean {
  const family = isIP(host)
  if (family === 0) return /^[^.]+$|\.(local|lan|internal|home\.arpa)$/i.test(host)
  return near.check(host, family === 4 ? 'ipv4' : 'ipv6')
}

function refuse(sentence: string): FleetCommand {
  return { do: 'refuse', sentence }
}
