import { afterEach, describe, expect, it, vi } from 'vitest'
import { makeFirmware } from '../images.ts'
import { type Handler, response, startTestServer } from '../testServer.ts'
import { createVirtualFleet, type VirtualFleet, type VirtualFleetOptions } from './virtualFleet.ts'

const shares = { brick: 0, bootLoop: 0, flaky: 0, wrongLabel: 0, nat: 0, sleepy: 0 }
const small = (chip: string, version: string) => makeFirmware({ chip, version, size: 20_000 })
const nothing = response('304 Not Modified', '', { 'Content-Length': '' })

let fleet: VirtualFleet | null = null
let stopServer = async () => {}
afterEach(async () => {
  await fleet?.stop()
  await stopServer()
})

async function fleetAgainst(handler: Handler, options: Partial<VirtualFleetOptions> = {}) {
  const server = await startTestServer(handler)
  stopServer = server.stop
  fleet = createVirtualFleet({
    serverUrl: server.url,
    product: 'lamp',
    devices: 8,
    seed: 1,
    shares,
    boards: [{ chip: 'ESP32', name: null }],
    space: { macPrefix: '02:CD:F0', network: null },
    version: '1.00',
    olderVersion: null,
    intervalMs: 40,
    firmware: small,
    timing: { peekMs: 5 },
    ...options,
  })
  return { server, fleet }
}

describe('a virtual fleet', () => {
  it('polls again and again, each device for its product and in its own name', async () => {
    const polls: string[] = []
    const { server } = await fleetAgainst((_, socket) => void socket.end(nothing), {
      onPoll: ({ plan }, { outcome }) => polls.push(`${plan.mac} ${outcome}`),
    })
    fleet?.start()
    await vi.waitFor(() => expect(polls.length).toBeGreaterThan(30))
    expect(new Set(polls).size).toBe(8)
    expect(polls.every((poll) => poll.endsWith(' up-to-date'))).toBe(true)
    expect(new Set(server.requests.map(({ line }) => line.split(' ')[1]))).toEqual(
      new Set(['/ota?version=1.00&product=lamp']),
    )
  })

  it('updates, and does as its personas say', async () => {
    const next = small('ESP32', '1.01')
    const answer: Handler = ({ line }, socket) =>
      void socket.end(line.includes('version=1.00') ? response('200 OK', next) : nothing)
    const outcomes = new Map<string, string[]>()
    await fleetAgainst(answer, {
      devices: 9,
      shares: { ...shares, brick: 0.2, bootLoop: 0.2, wrongLabel: 0.2 },
      onPoll: ({ plan }, { outcome }) => {
        outcomes.set(plan.persona, [...(outcomes.get(plan.persona) ?? []), outcome])
      },
    })
    fleet?.start()
    await vi.waitFor(() => {
      expect(outcomes.get('brick')).toEqual(['lost', 'lost'])
      expect(new Set(outcomes.get('bootLoop')?.slice(0, 6))).toEqual(new Set(['reverted']))
      expect(outcomes.get('healthy')).toContain('up-to-date')
      expect(outcomes.get('wrongLabel')).toContain('updated')
      const labels = fleet?.devices.map(({ plan, label }) => `${plan.persona} ${label}`)
      expect(new Set(labels)).toEqual(
        new Set(['brick null', 'bootLoop 1.00', 'wrongLabel 1.00', 'healthy 1.01']),
      )
    }, 10_000)
  })

  it('stops at once, in the middle of downloads, and sends nothing more', async () => {
    const image = response('200 OK', small('ESP32', '1.01'))
    const { server } = await fleetAgainst((_, socket) => void socket.write(image), {
      bytesPerSecond: 1_000,
    })
    fleet?.start()
    await vi.waitFor(() => expect(server.requests.length).toBe(8))
    const started = performance.now()
    await fleet?.stop()
    expect(performance.now() - started).toBeLessThan(2_000)
    await vi.waitFor(() => expect(server.sockets.every(({ closed }) => closed)).toBe(true))
    expect(fleet?.devices.every(({ isPolling }) => !isPolling)).toBe(true)
    expect(server.requests).toHaveLength(8)
  })

  it('talks to the server at so many places at most', async () => {
    let now = 0
    let most = 0
    const handler: Handler = (_, socket) => {
      now += 1
      most = Math.max(most, now)
      setTimeout(() => socket.end(nothing), 5)
      socket.once('close', () => {
        now -= 1
      })
    }
    const { server } = await fleetAgainst(handler, { devices: 40, atOnce: 3, intervalMs: 10 })
    fleet?.start()
    await vi.waitFor(() => expect(server.requests.length).toBeGreaterThan(60))
    // A connection that its device has closed is closed at the server a moment later.
    expect(most).toBeLessThanOrEqual(6)
  })

  it('refuses a server that it cannot talk to before it starts', async () => {
    const options = { serverUrl: 'https://localhost' }
    await expect(fleetAgainst(() => {}, options)).rejects.toThrow('speaks plain http only')
  })
})
