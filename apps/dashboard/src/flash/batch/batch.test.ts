import {
  createVirtualSerial,
  createVirtualSerialEsp32,
  exampleApp,
  exampleFlash,
  type SerialChip,
  type VirtualSerialEsp32,
  type VirtualSerialEsp32Options,
} from '@cyberdeck-ota/virtual-esp32/serial'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { exampleBatchBoard } from '../../testing/exampleBatch.ts'
import { createDesk } from '../createDesk.ts'
import type { Heard } from '../joined/hasJoined.ts'
import { createBatch } from './batch.ts'
import type { BatchMemory } from './batchMemory.ts'

vi.setConfig({ testTimeout: 30_000 })

const app = (chip: SerialChip, version: string) => exampleApp(chip, { version, size: 0x2000 })

const everyBoard: VirtualSerialEsp32[] = []
afterAll(() => {
  for (const board of everyBoard) board.unplug()
})

/** A board in a drawer, with version 1.00 on it. */
function drawn(last: string, options: Partial<VirtualSerialEsp32Options> = {}) {
  const { chip = 'ESP32' } = options
  const board = createVirtualSerialEsp32({
    chip,
    mac: `24:6F:28:01:02:${last}`,
    flash: exampleFlash(chip, { app0: app(chip, '1.00') }),
    timing: { bootMs: 5, watchdogMs: 20, reenumerateMs: 20 },
    ...options,
  })
  everyBoard.push(board)
  board.unplug()
  return board
}

/** A desk with firmware on it, a batch, and boards that can be plugged in. */
function bench(boards: VirtualSerialEsp32[], chip: SerialChip = 'ESP32', settleMs = 50) {
  const ports = createVirtualSerial(boards) as never
  const desk = createDesk({
    ports,
    system: 'linux',
    timing: { improvMs: 50, silentMs: 300, holdBootMs: 300, returnMs: 1000 },
    now: Date.now,
    readFiles: () => Promise.reject(new Error('There is no server.')),
  })
  desk.chooseFirmware({
    kind: 'files',
    files: [{ name: 'thermo.bin', bytes: app(chip, '2.00'), address: null }],
  })
  const heard = new Map<string, Heard>()
  const played: string[] = []
  let saved = { boards: [], sound: true } as ReturnType<BatchMemory['load']>
  let savedElsewhere = () => {}
  const batch = createBatch({
    desk,
    ports,
    readHeard: async (mac) => heard.get(mac) ?? null,
    memory: {
      load: () => saved,
      save: (next) => {
        saved = next
        return true
      },
      watch(listener) {
        savedElsewhere = listener
      },
    },
    tones: {
      unlock: () => played.push('unlocked'),
      success: () => played.push('success'),
      failure: () => played.push('failure'),
    },
    now: Date.now,
    timing: { watchMs: 20_000, settleMs, heardMs: 5 },
  })
  const savesElsewhere = (next: typeof saved) => {
    saved = next
    savedElsewhere()
  }
  return { desk, batch, heard, played, saved: () => saved, savesElsewhere }
}

type Bench = ReturnType<typeof bench>

const until = (holds: () => void) => vi.waitFor(holds, { timeout: 20_000, interval: 5 })

/** Until that many boards have had their turn. */
async function finishes({ batch, desk }: Bench, boards: number) {
  await until(() => {
    const { flash } = desk.get()
    const why = flash.kind === 'failed' ? flash.details : ''
    expect([batch.get().boards.length, batch.get().step.kind, flash.kind, why]).toEqual([
      boards,
      'next',
      expect.any(String),
      expect.any(String),
    ])
  })
  return batch.get().boards
}

describe.concurrent('a batch', () => {
  test('writes three boards that are plugged in one after the other, of which one fails', async () => {
    const boards = [drawn('01'), drawn('02', { faults: { flipsBitAt: 0x70100 } }), drawn('03')]
    const room = bench(boards)
    const { batch, played } = room
    await batch.turnOn()
    for (const [index, board] of boards.entries()) {
      board.plugIn()
      await finishes(room, index + 1)
      expect(batch.get()).toMatchObject({
        step: { kind: 'next', unplug: true },
        over: { mac: board.mac, number: index + 1, outcome: index === 1 ? 'failed' : 'flashed' },
      })
      expect(board.port?.readable).toBeNull()
      board.unplug()
      await until(() => expect(batch.get().step).toMatchObject({ kind: 'next', unplug: false }))
    }
    expect(batch.get().boards).toMatchObject([
      {
        number: 1,
        mac: '24:6F:28:01:02:01',
        chip: 'ESP32',
        firmware: 'thermo 2.00',
        outcome: 'flashed',
        says: '2.00',
      },
      { number: 2, mac: '24:6F:28:01:02:02', outcome: 'failed', sentence: expect.stringMatching(/\w/) },
      { number: 3, mac: '24:6F:28:01:02:03', outcome: 'flashed', sentence: null },
    ])
    expect(played).toEqual(['unlocked', 'success', 'failure', 'success'])
    expect(room.saved().boards).toEqual(batch.get().boards)
  })

  test('leaves alone what is plugged in before it is turned on, until a person says Next', async () => {
    const board = drawn('01')
    const room = bench([board])
    board.plugIn()
    await room.batch.turnOn()
    room.desk.chooseFirmware(room.desk.get().firmware)
    expect(room.batch.get().step).toMatchObject({ kind: 'next' })
    expect(room.desk.get().flash.kind).toBe('idle')
    await room.batch.next()
    expect(await finishes(room, 1)).toMatchObject([{ outcome: 'flashed' }])
    await until(() => expect(board.running).toMatchObject({ version: '2.00' }))
  })

  test('takes boards that are plugged in together one after the other', async () => {
    const boards = [drawn('01'), drawn('02')]
    const room = bench(boards)
    await room.batch.turnOn()
    for (const board of boards) board.plugIn()
    const list = await finishes(room, 2)
    expect(list.map(({ mac }) => mac)).toEqual(boards.map(({ mac }) => mac))
  })

  test('asks before it flashes a board again, and lets a skipped one run', async () => {
    const board = drawn('01')
    const room = bench([board])
    await room.batch.turnOn()
    board.plugIn()
    await finishes(room, 1)
    for (const again of [false, true]) {
      board.unplug()
      board.plugIn()
      await until(() => expect(room.batch.get().step).toEqual({ kind: 'asking', mac: board.mac, number: 1 }))
      room.batch.answer(again)
      await finishes(room, again ? 2 : 1)
      await until(() => expect(board.running).toMatchObject({ version: '2.00' }))
    }
  })

  test('takes its question back when the cable is pulled', async () => {
    const board = drawn('01')
    const room = bench([board])
    await room.batch.turnOn()
    board.plugIn()
    await finishes(room, 1)
    board.unplug()
    board.plugIn()
    await until(() => expect(room.batch.get().step.kind).toBe('asking'))
    board.unplug()
    await until(() => expect(room.batch.get().step).toMatchObject({ kind: 'next', unplug: false }))
  })

  test('takes a board that leaves the bus when it is reset for the same one', async () => {
    const board = drawn('01', { chip: 'ESP32-S3', usb: 'native', faults: { reenumerates: true } })
    const next = drawn('02', { chip: 'ESP32-S3', usb: 'native', faults: { reenumerates: true } })
    const room = bench([board, next], 'ESP32-S3')
    await room.batch.turnOn()
    board.plugIn()
    await finishes(room, 1)
    board.unplug()
    next.plugIn()
    const list = await finishes(room, 2)
    expect(list).toMatchObject([
      { mac: board.mac, outcome: 'flashed' },
      { mac: next.mac, outcome: 'flashed' },
    ])
  })

  test('says of a board that was written and crashes that it does not start', async () => {
    const board = drawn('01', { faults: { panics: true } })
    const room = bench([board], 'ESP32', 20_000)
    await room.batch.turnOn()
    board.plugIn()
    expect(await finishes(room, 1)).toMatchObject([
      { outcome: 'does-not-start', sentence: expect.stringMatching(/\w/) },
    ])
    expect(room.played).toEqual(['unlocked', 'failure'])
  })

  test('has a board in its list, with what was written on it, though other firmware is chosen while it starts', async () => {
    const board = drawn('01')
    const room = bench([board], 'ESP32', 20_000)
    await room.batch.turnOn()
    board.plugIn()
    await until(() => expect(room.desk.get().flash).toMatchObject({ console: { boot: { version: '2.00' } } }))
    room.desk.chooseFirmware({ kind: 'release', product: 'lamp', version: '7', board: null })
    expect(await finishes(room, 1)).toMatchObject([
      { outcome: 'flashed', firmware: 'thermo 2.00', says: '2.00' },
    ])
  })

  test('says of firmware that does not go on a board why, and lets that board run', async () => {
    const board = drawn('01', { chip: 'ESP32-S3' })
    const room = bench([board], 'ESP32')
    await room.batch.turnOn()
    board.plugIn()
    expect(await finishes(room, 1)).toMatchObject([
      { outcome: 'failed', chip: 'ESP32-S3', sentence: expect.stringContaining('ESP32') },
    ])
    await until(() => expect(board.running).toMatchObject({ version: '1.00' }))
  })

  test('counts a board that failed and was tried again once', async () => {
    const board = drawn('01', { faults: { busy: true } })
    const room = bench([board])
    await room.batch.turnOn()
    board.plugIn()
    expect(await finishes(room, 1)).toMatchObject([{ outcome: 'failed', mac: null }])
    board.faults.busy = false
    void room.desk.retry()
    await until(() => expect(room.batch.get().step.kind).toBe('busy'))
    expect(await finishes(room, 1)).toMatchObject([{ number: 1, outcome: 'flashed', mac: board.mac }])
  })

  test('writes nothing once it is turned off', async () => {
    const board = drawn('01')
    const room = bench([board])
    await room.batch.turnOn()
    room.batch.turnOff()
    board.plugIn()
    await room.batch.next()
    expect(room.desk.get().flash.kind).toBe('idle')
    expect(room.batch.get()).toMatchObject({ on: false, boards: [] })
  })

  test('waits with a board until there is firmware for it', async () => {
    const board = drawn('01')
    const room = bench([board])
    const { firmware } = room.desk.get()
    room.desk.chooseFirmware(null)
    await room.batch.turnOn()
    board.plugIn()
    expect(room.desk.get().flash.kind).toBe('idle')
    room.desk.chooseFirmware(firmware)
    expect(await finishes(room, 1)).toMatchObject([{ outcome: 'flashed' }])
  })

  test('says when nobody chose a port', async () => {
    const room = bench([drawn('01')])
    await room.batch.turnOn()
    await room.batch.next()
    expect(room.batch.get().step).toEqual({ kind: 'next', unplug: false, problem: 'No port was chosen.' })
  })

  test('tells when a board that it flashed makes its first check-in', async () => {
    const board = drawn('01')
    const room = bench([board])
    room.heard.set(board.mac, { lastSeenAt: '2026-02-21T09:00:00.000Z', polls: 7 })
    await room.batch.turnOn()
    board.plugIn()
    expect(await finishes(room, 1)).toMatchObject([{ before: { polls: 7 }, joinedAt: null }])
    const stop = room.batch.subscribe(() => {})
    room.heard.set(board.mac, { lastSeenAt: '2026-02-21T09:05:00.000Z', polls: 8 })
    await until(() =>
      expect(room.batch.get().boards).toMatchObject([{ joinedAt: '2026-02-21T09:05:00.000Z' }]),
    )
    stop()
  })

  test('goes on with the list of another tab, and takes nothing out of it', async () => {
    const room = bench([drawn('01')])
    room.savesElsewhere({ boards: [exampleBatchBoard()], sound: true })
    room.batch.setSound(false)
    expect(room.saved()).toEqual({ boards: [exampleBatchBoard()], sound: false })
  })

  test('forgets its list when told to, and takes that back', async () => {
    const board = drawn('01')
    const room = bench([board])
    await room.batch.turnOn()
    board.plugIn()
    const list = await finishes(room, 1)
    const putBack = room.batch.clear()
    expect([room.batch.get().boards, room.saved().boards]).toEqual([[], []])
    putBack()
    expect(room.saved().boards).toEqual(list)
  })
})
