import { makeBootloader, makePartitionTable } from '@cyberdeck-ota/esp-image'
import type { ChosenFile } from '@cyberdeck-ota/flasher'
import {
  createVirtualSerial,
  createVirtualSerialEsp32,
  exampleApp,
  exampleFlash,
  examplePartitions,
  type SerialChip,
  type VirtualSerialEsp32,
  type VirtualSerialEsp32Options,
} from '@cyberdeck-ota/virtual-esp32/serial'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { exampleBuild, exampleProduct, exampleRegistry, exampleRelease } from '../testing/examples.ts'
import { filesFor } from './choice/filesFor.ts'
import type { Firmware } from './choice/firmware.ts'
import { createDesk } from './createDesk.ts'
import type { Desk, DeskState } from './desk.ts'
import { leaveBoard } from './leaving.ts'

const app = (chip: SerialChip, version: string, size = 0x4000) => exampleApp(chip, { version, size })

/** What is kept of the release 2.00, which is there for ESP32 only, by the digest of each file. */
const files: Record<string, { address: number; bytes: Uint8Array }> = {
  b: { address: 0x1000, bytes: makeBootloader({ chipId: 0 }) },
  c: { address: 0x8000, bytes: makePartitionTable(examplePartitions) },
  a: { address: 0x10000, bytes: app('ESP32', '2.00') },
}
const kept = (digit: 'a' | 'b' | 'c') => ({
  sha256: digit.repeat(64),
  size: files[digit]?.bytes.length ?? 0,
  fileName: `${digit}.bin`,
  address: files[digit]?.address ?? 0,
})
const build = exampleBuild({
  ...kept('a'),
  parts: { bootloader: kept('b'), partitions: kept('c'), otadata: null, appAddress: 0x10000 },
})
const registry = exampleRegistry({
  default: {
    ...exampleProduct([]),
    releases: { '2.00': exampleRelease('2.00', { builds: { default: build } }) },
  },
})
const release: Firmware = { kind: 'release', product: 'default', version: '2.00', board: null }
const file = (bytes: Uint8Array): ChosenFile => ({ name: 'thermo.bin', bytes, address: null })

const opened: { desk: Desk; board: VirtualSerialEsp32 }[] = []
afterAll(async () => {
  for (const { desk, board } of opened) {
    await desk.finish()
    board.unplug()
  }
})

/** A board with version 1.00 in app0 on this computer's cable, and a desk. */
function bench({ chip = 'ESP32', ...options }: Partial<VirtualSerialEsp32Options> = {}) {
  const board = createVirtualSerialEsp32({
    chip,
    mac: '24:6F:28:01:02:03',
    flash: exampleFlash(chip, { app0: app(chip, '1.00') }),
    timing: { bootMs: 5, watchdogMs: 20 },
    ...options,
  })
  let server: 'up' | 'down' = 'up'
  let library = registry
  const desk = createDesk({
    ports: createVirtualSerial([board]) as never,
    system: 'linux',
    timing: { improvMs: 50, silentMs: 300 },
    now: () => 1_767_225_600_000,
    readFiles: (firmware, { chip, chipId }, onProgress, signal) =>
      filesFor(
        firmware,
        { chip, chipId },
        library,
        async ({ sha256 }) => {
          if (server === 'down') throw new Error('The server does not answer.')
          return files[sha256[0] ?? '']?.bytes ?? new Uint8Array()
        },
        { onProgress, signal },
      ),
  })
  const states: DeskState[] = []
  desk.subscribe(() => states.push(desk.get()))
  opened.push({ desk, board })
  return {
    board,
    desk,
    states,
    libraryIs(next: typeof registry) {
      library = next
    },
    serverIs(next: typeof server) {
      server = next
    },
  }
}

const until = (holds: () => void) => vi.waitFor(holds, { timeout: 15_000, interval: 5 })

async function reaches<K extends DeskState['flash']['kind']>(desk: Desk, kind: K) {
  await until(() => expect(desk.get().flash).toMatchObject({ kind }))
  return desk.get().flash as Extract<DeskState['flash'], { kind: K }>
}

const planned = ({ flash }: DeskState) =>
  flash.kind === 'ready' ? flash.plan.writes.map(({ part }) => part) : null

// They mostly wait for esptool-js's pauses, so they do it together.
describe.concurrent('a release', { timeout: 20_000 }, () => {
  test('is fetched once it is known for which board, and is then ready to be written', async () => {
    const { desk, board, states } = bench()
    desk.chooseFirmware(release)
    void desk.connect()
    await reaches(desk, 'ready')
    const fetching = states.flatMap((state) => (state.fetching.kind === 'fetching' ? [state.fetching] : []))
    expect(fetching.length).toBeGreaterThan(0)
    expect(fetching.at(-1)).toMatchObject({ total: expect.any(Number) })
    expect(desk.get()).toMatchObject({ fetching: { kind: 'idle' }, startedAt: null })
    desk.write()
    await reaches(desk, 'console')
    expect(desk.get().startedAt).toBe(1_767_225_600_000)
    await until(() => expect(board.running).toMatchObject({ slot: 'app1', version: '2.00' }))
  })

  test('is the app alone where the board can start it, and everything when that is erased', async () => {
    const { desk } = bench()
    desk.chooseFirmware(release)
    void desk.connect()
    await reaches(desk, 'ready')
    expect(planned(desk.get())).toEqual(['app', 'otadata'])
    desk.setEraseAll(true)
    expect(planned(desk.get())).toEqual(['bootloader', 'partition-table', 'app', 'otadata'])
    desk.setEraseAll(false)
    expect(planned(desk.get())).toEqual(['app', 'otadata'])
  })

  test('makes a blank board run', async () => {
    const { desk, board } = bench({ flash: new Uint8Array() })
    desk.chooseFirmware(release)
    void desk.connect()
    await reaches(desk, 'ready')
    desk.write()
    await until(() => expect(board.running).toMatchObject({ slot: 'app0', version: '2.00' }))
  })

  test('without a build for the chip says which chips it has, and another choice goes on', async () => {
    const { desk } = bench({ chip: 'ESP32-C3' })
    desk.chooseFirmware(release)
    void desk.connect()
    await until(() =>
      expect(desk.get().fetching).toEqual({
        kind: 'impossible',
        sentence: expect.stringMatching(/ESP32-C3.*ESP32\b/),
      }),
    )
    await reaches(desk, 'refused')
    desk.chooseFirmware({ kind: 'files', files: [file(app('ESP32-C3', '3.00'))] })
    expect(desk.get()).toMatchObject({ fetching: { kind: 'idle' }, flash: { kind: 'ready' } })
  })

  test('that could not be fetched is fetched when it is chosen again', async () => {
    const { desk, serverIs } = bench()
    serverIs('down')
    desk.chooseFirmware(release)
    void desk.connect()
    await until(() =>
      expect(desk.get().fetching).toEqual({ kind: 'impossible', sentence: 'The server does not answer.' }),
    )
    serverIs('up')
    desk.chooseFirmware(release)
    await reaches(desk, 'ready')
  })

  test('is asked for anew for every board, and not written any more once it is gone', async () => {
    const { desk, libraryIs } = bench()
    desk.chooseFirmware(release)
    void desk.connect()
    await reaches(desk, 'ready')
    await desk.another()
    libraryIs(exampleRegistry({ default: exampleProduct([]) }))
    void desk.connect()
    await until(() =>
      expect(desk.get()).toMatchObject({
        flash: { kind: 'refused' },
        fetching: { kind: 'impossible', sentence: expect.stringContaining('not in the library any more') },
      }),
    )
  })
})

describe.concurrent('the next board', { timeout: 20_000 }, () => {
  test('starts from the beginning, with all choices kept', async () => {
    const { desk, board } = bench()
    desk.chooseFirmware({ kind: 'files', files: [file(app('ESP32', '2.00'))] })
    void desk.connect()
    await reaches(desk, 'ready')
    desk.write()
    await reaches(desk, 'console')
    await desk.another()
    expect(desk.get()).toMatchObject({
      firmware: { kind: 'files' },
      flash: { kind: 'idle' },
      startedAt: null,
    })
    expect(board.port?.readable).toBeNull()
    void desk.connect()
    await reaches(desk, 'ready')
  })

  test('is meant when other firmware is chosen after flashing', async () => {
    const { desk } = bench()
    desk.chooseFirmware({ kind: 'files', files: [file(app('ESP32', '2.00'))] })
    void desk.connect()
    await reaches(desk, 'ready')
    desk.write()
    await reaches(desk, 'console')
    desk.chooseFirmware(release)
    await reaches(desk, 'idle')
  })
})

describe.concurrent('who leaves', { timeout: 20_000 }, () => {
  test('lets an untouched board go, which runs what it ran', async () => {
    const { desk, board } = bench()
    desk.chooseFirmware(release)
    void desk.connect()
    await reaches(desk, 'ready')
    leaveBoard(desk)
    await reaches(desk, 'idle')
    expect(desk.get().firmware).toEqual(release)
    await until(() => expect(board.running).toMatchObject({ slot: 'app0', version: '1.00' }))
    expect(board.port?.readable).toBeNull()
  })

  test('frees the port of a board that was flashed, and finds on return what was reached', async () => {
    const { desk, board } = bench()
    desk.chooseFirmware({ kind: 'files', files: [file(app('ESP32', '2.00'))] })
    void desk.connect()
    await reaches(desk, 'ready')
    desk.write()
    await reaches(desk, 'console')
    leaveBoard(desk)
    await reaches(desk, 'done')
    expect(desk.get().startedAt).toEqual(expect.any(Number))
    expect(board.port?.readable).toBeNull()
  })
})

describe.concurrent('a page that goes away while a board is written', { timeout: 20_000 }, () => {
  const writing = async () => {
    const { desk, board } = bench()
    desk.chooseFirmware({ kind: 'files', files: [file(app('ESP32', '2.00', 0x20000))] })
    void desk.connect()
    await reaches(desk, 'ready')
    const begun = new Promise<void>((resolve) => {
      desk.subscribe(() => desk.get().flash.kind === 'writing' && resolve())
    })
    desk.write()
    await begun
    return { desk, board }
  }

  test('leaves nothing half written, and frees the port then', async () => {
    const { desk, board } = await writing()
    leaveBoard(desk)
    await reaches(desk, 'done')
    expect(board.port?.readable).toBeNull()
    await until(() => expect(board.running).toMatchObject({ version: '2.00' }))
  })

  test('finds its console when it comes back before the end', async () => {
    const { desk, board } = await writing()
    const comeBack = leaveBoard(desk)
    comeBack()
    await reaches(desk, 'console')
    expect(board.port?.readable).not.toBeNull()
  })
})

describe.concurrent('what did not work', { timeout: 20_000 }, () => {
  test('is tried again with what was chosen, and goes on to write', async () => {
    const { desk, board } = bench()
    const firmware: Firmware = { kind: 'files', files: [file(app('ESP32', '2.00', 0x40000))] }
    desk.chooseFirmware(firmware)
    void desk.connect()
    await reaches(desk, 'ready')
    board.faults.pullsCableAtByte = 120_000
    desk.write()
    expect(await reaches(desk, 'failed')).toMatchObject({ code: 'cable-pulled', whileWriting: true })
    board.faults.pullsCableAtByte = null
    board.plugIn()
    void desk.retry()
    await until(() => expect(board.running).toMatchObject({ version: '2.00' }))
    expect(desk.get().firmware).toBe(firmware)
  })

  test('can be put away', async () => {
    const { desk } = bench()
    void desk.connect()
    await reaches(desk, 'refused')
    await desk.cancel()
    expect(desk.get().flash).toMatchObject({ kind: 'failed', code: 'cancelled' })
    await desk.cancel()
    expect(desk.get().flash).toEqual({ kind: 'idle' })
  })
})
