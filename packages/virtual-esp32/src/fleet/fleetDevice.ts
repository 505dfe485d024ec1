import { createVirtualEsp32, type VirtualEsp32, type VirtualEsp32Options } from '../device.ts'
import type { PollResult } from '../pollResult.ts'
import type { DevicePlan } from './plan.ts'

/** What all devices of a fleet have in common. */
export interface FleetSurroundings extends Pick<VirtualEsp32Options, 'stored' | 'timing'> {
  serverUrl: string
  product: string
  channel: string | null
  /** The image that a device is flashed with by cable. */
  firmware: (chip: string, version: string) => Uint8Array
  bytesPerSecond: number
}

/** A device of a fleet, that behaves as its persona says. */
export interface FleetDevice {
  readonly plan: DevicePlan
  /** What its sketch calls itself; null when it runs nothing that could ask. */
  readonly label: string | null
  /** Whether it is polling now. */
  readonly isPolling: boolean
  poll(): Promise<PollResult>
  /** Cuts a poll that is under way. */
  cut(): Promise<void>
}

/** The board is made at its first poll: hundreds at once would keep the machine busy. */
export function createFleetDevice(plan: DevicePlan, surroundings: FleetSurroundings): FleetDevice {
  let board: VirtualEsp32 | null = null
  let isPolling = false
  let cuts = plan.persona === 'flaky' ? 1 : 0
  const made = () => {
    board ??= createVirtualEsp32({
      ...boardOptions(plan, surroundings),
      onEvent: (event) => {
        if (cuts === 0 || event.kind !== 'progress' || event.bytes < plan.cutAt * event.total) return
        cuts -= 1
        void board?.powerCycle()
      },
    })
    return board
  }

  return {
    plan,
    get label() {
      if (board === null) return plan.version
      return board.running && board.label
    },
    get isPolling() {
      return isPolling
    },
    async poll() {
      isPolling = true
      try {
        return asMeant(plan, await made().poll())
      } finally {
        isPolling = false
      }
    },
    async cut() {
      if (isPolling) await board?.powerCycle()
    },
  }
}

function boardOptions(plan: DevicePlan, surroundings: FleetSurroundings): VirtualEsp32Options {
  const { serverUrl, product, channel, firmware, bytesPerSecond, stored, timing } = surroundings
  const { mac, persona, sketch, board, namesBoard, version, localAddress } = plan
  const said = {
    product: product === 'default' ? null : product,
    board: namesBoard ? board.name : null,
    channel,
  }
  const query = Object.entries(said).flatMap(([name, value]) =>
    value === null ? [] : [`&${name}=${encodeURIComponent(value)}`],
  )
  const crashes = persona === 'brick' || persona === 'bootLoop'
  return {
    serverUrl,
    mac,
    sketch,
    version,
    chip: board.chip,
    image: firmware(board.chip, version),
    path: (label) => `/ota?version=${encodeURIComponent(label)}${query.join('')}`,
    idf: { saysWho: persona !== 'nat' },
    reading: { bytesPerSecond },
    rollback: persona !== 'brick',
    crashes: (app) => crashes && app.version !== version,
    ...(persona === 'wrongLabel' && { label: version }),
    ...(localAddress !== null && { localAddress }),
    ...(stored && { stored }),
    ...(timing && { timing }),
  }
}

/** An app that does not say who it is gets `Uptodate` as text, takes it for a broken image, and goes on as before. */
function asMeant({ persona }: DevicePlan, result: PollResult): PollResult {
  const isText = result.outcome === 'failed' && result.httpStatus === 200 && result.bytes === 0
  return persona === 'nat' && isText
    ? { ...result, outcome: 'up-to-date', code: 0, reason: 'nothing newer' }
    : result
}
