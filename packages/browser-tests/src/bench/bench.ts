import { joinFleet, type VirtualEsp32 } from '@cyberdeck-ota/virtual-esp32'
import type { SerialFaults } from '@cyberdeck-ota/virtual-esp32/serial'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect, vi } from 'vitest'
import type { Visit } from '../visit.ts'
import { benchScript } from './benchScript.ts'
import type { BenchInPage, BoardNow, Deed } from './boardsInPage.ts'
import type { BoardOnCable } from './plugIn.ts'

/** A board that is plugged into the computer a page is open on. */
export interface BenchBoard {
  now(): Promise<BoardNow>
  /** Waits until the board is like this. */
  becomes(like: object): Promise<void>
  /** What a person does to it, in this order. */
  act(...deeds: Deed[]): Promise<void>
  setFaults(faults: SerialFaults): Promise<void>
  /** Flash as it is. */
  read(at: number, length: number): Promise<Buffer>
  /** From now on it is what a person picks from the browser's list of ports. */
  bePicked(): Promise<void>
  /** The same board as its server sees it, once it runs this version and is on a network. */
  online(version: string): Promise<VirtualEsp32>
}

/** A page and what is plugged in. */
export interface Bench {
  page: Page
  /** The first. */
  board: BenchBoard
  boards: BenchBoard[]
  /** From now on the browser's list of ports is closed without a choice. */
  pickNone(): Promise<void>
  leave(): Promise<void>
}

/**
 * Opens a page on the server's own computer, where it may use serial ports, with boards plugged in. Loading it anew puts
 * other boards of the same make in their places.
 */
export async function openBench(
  at: Visit,
  path: string,
  boards: readonly BoardOnCable[],
  options: BrowserContextOptions = {},
): Promise<Bench> {
  const page = await at.open(path, {
    ...options,
    origin: `http://localhost:${at.server.port}`,
    script: await benchScript(boards),
  })
  const all = boards.map((_, place) => boardAt(page, place, at.server.url))
  const [board] = all
  if (!board) throw new RangeError('A bench needs a board.')
  return {
    page,
    board,
    boards: all,
    pickNone: () => ask(page, 'pick', null),
    leave: () => page.context().close(),
  }
}

function boardAt(page: Page, place: number, serverUrl: string): BenchBoard {
  const now = () => ask(page, 'now', place)
  const becomes = (like: object) =>
    vi.waitFor(async () => expect(await now()).toMatchObject(like), { timeout: 20_000, interval: 20 })
  return {
    now,
    becomes,
    act: (...deeds) => ask(page, 'act', place, deeds),
    setFaults: (faults) => ask(page, 'setFaults', place, faults),
    read: async (at, length) => Buffer.from(await ask(page, 'read', place, at, length), 'base64'),
    bePicked: () => ask(page, 'pick', place),
    async online(version) {
      await becomes({ running: { version }, ssid: expect.any(String) })
      const { running, flashSize, ...facts } = await now()
      const image = Buffer.from(await ask(page, 'image', place), 'base64')
      return joinFleet(
        { ...facts, flash: { length: flashSize }, running: running && { ...running, image } },
        { serverUrl, timing: { peekMs: 10 } },
      )
    },
  }
}

/** Calls what {@link BenchInPage} has in the page. */
function ask<Name extends keyof BenchInPage>(
  page: Page,
  name: Name,
  ...given: Parameters<BenchInPage[Name]>
): Promise<ReturnType<BenchInPage[Name]>> {
  type Callable = Record<string, (...given: unknown[]) => ReturnType<BenchInPage[Name]>>
  return page.evaluate(
    ([called, args]) => (window as unknown as { bench: Callable }).bench[called]?.(...args) as never,
    [name, given] as [string, unknown[]],
  )
}
