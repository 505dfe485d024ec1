import { makePartitionTable, partition } from '@cyberdeck-ota/esp-image'
import { createVirtualSerialEsp32, examplePartitions } from '@cyberdeck-ota/virtual-esp32/serial'
import { afterAll, describe, expect, it } from 'vitest'
import { appFor, bench, factoryFor, flash, reaches, unplugAll, until } from './testSession.ts'

afterAll(unplugAll)

const big = (chip: 'ESP32' | 'ESP32-C3' = 'ESP32') => ({
  sets: [[{ name: 'big.bin', bytes: appFor(chip, '2.00', 256 * 1024), address: null }]],
  eraseAll: false,
})

/** From a failure on: mended, retried with the same choice, and running. */
async function retried({ board, session }: ReturnType<typeof bench>, autoWrite: boolean) {
  void session.retry()
  if (!autoWrite) {
    await reaches(session, 'ready')
    session.write()
  }
  await until(() => expect(board.running?.version).toBe('2.00'))
}

describe.concurrent('what goes wrong with the cable', () => {
  it('is told at once when it comes off while writing, and a retry goes on to the end', async () => {
    const set = bench()
    const { board, session } = set
    session.choose(big())
    void session.connect()
    await reaches(session, 'ready')
    board.faults.pullsCableAtByte = 120_000
    session.write()
    await until(() => expect(board.port).toBeNull())
    const pulled = performance.now()
    expect(await reaches(session, 'failed')).toMatchObject({
      code: 'cable-pulled',
      whileWriting: true,
      canRetry: true,
    })
    expect(performance.now() - pulled).toBeLessThan(2000)
    board.faults.pullsCableAtByte = null
    board.plugIn()
    await until(() => expect(board.running?.version).toBe('1.00'))
    await retried(set, true)
  })

  it('is on another board when it is tried again, which is asked about like any other', async () => {
    const other = createVirtualSerialEsp32({
      chip: 'ESP32',
      mac: '24:6F:28:01:02:04',
      flash: factoryFor('ESP32', '1.00'),
    })
    other.unplug()
    const { board, session } = bench({}, {}, [other])
    session.choose(big())
    void session.connect()
    await reaches(session, 'ready')
    board.faults.pullsCableAtByte = 120_000
    session.write()
    await reaches(session, 'failed')
    other.plugIn()
    void session.retry()
    expect(await reaches(session, 'ready')).toMatchObject({ board: { mac: other.mac } })
    await session.cancel()
    other.unplug()
  })

  it('is tried again with another choice, which is shown before it is written', async () => {
    const { board, session, file } = bench({ faults: { flipsBitAt: 0x70123 } })
    await flash(session)
    await reaches(session, 'failed')
    board.faults.flipsBitAt = null
    session.choose({ sets: [[file(appFor('ESP32', '3.00'))]], eraseAll: false })
    void session.retry()
    expect(await reaches(session, 'ready')).toMatchObject({ plan: { app: { version: '3.00' } } })
  })

  it('is told at once when it comes off before', async () => {
    const { board, session } = bench()
    void session.connect()
    await reaches(session, 'ready')
    board.unplug()
    expect(await reaches(session, 'failed')).toMatchObject({ code: 'cable-pulled', whileWriting: false })
  })

  it('is a bit that flips: the old app is what starts, and a retry mends it', async () => {
    const set = bench({ faults: { flipsBitAt: 0x70123 } })
    await flash(set.session)
    expect(await reaches(set.session, 'failed')).toMatchObject({ code: 'verify-failed', whileWriting: true })
    await until(() => expect(set.board.running?.version).toBe('1.00'))
    set.board.faults.flipsBitAt = null
    await retried(set, true)
  })

  it('is a baud that does not work: it goes on at 115,200', async () => {
    const { board, session } = bench({ faults: { failingBauds: [460_800] } })
    await flash(session)
    await until(() => expect(board.running?.version).toBe('2.00'))
    const fellBack = () => session.log.join('\n').match(/Continuing at 115200 baud/g)
    expect(fellBack()).toHaveLength(1)
    // The next board on such a bridge is not tried at it again.
    await session.finish()
    await flash(session)
    expect(fellBack()).toHaveLength(1)
  })
})

describe.concurrent('what goes wrong before', () => {
  it('is a port that another program has', async () => {
    const set = bench({ faults: { busy: true } })
    void set.session.connect()
    const failed = await reaches(set.session, 'failed')
    expect(failed.code).toBe('port-busy')
    expect(failed.remedies.join(' ')).toContain('dialout')
    set.board.faults.busy = false
    await retried(set, false)
  })

  it('is no port picked', async () => {
    const { board, session } = bench({}, { system: 'windows' })
    board.unplug()
    await session.connect()
    expect(session.state).toMatchObject({ kind: 'failed', code: 'no-port-picked', canRetry: true })
    expect(session.state.kind === 'failed' && session.state.remedies.join(' ')).toContain('CP210x')
  })

  it('is a page that may not use serial ports', async () => {
    const { session } = bench(
      {},
      {
        ports: {
          requestPort: () => Promise.reject(new DOMException('Permissions policy', 'SecurityError')),
          getPorts: async () => [],
          addEventListener() {},
          removeEventListener() {},
        },
      },
    )
    await session.connect()
    expect(session.state).toMatchObject({ kind: 'failed', code: 'not-allowed' })
  })

  it('is a BOOT that nothing pulls: it asks for a finger, and goes on as soon as it is there', async () => {
    const { board, session } = bench({ faults: { noBootCircuit: true } }, { timing: { holdBootMs: 30_000 } })
    void session.connect()
    await until(() => expect(session.state).toMatchObject({ kind: 'connecting', holdBoot: true }))
    expect(board.running?.version).toBe('1.00')
    board.holdBoot()
    board.pressReset()
    board.releaseBoot()
    await reaches(session, 'ready')
    session.write()
    // Nothing but the button resets such a board.
    await until(() => expect(session.state).toMatchObject({ kind: 'console', console: { silent: true } }))
    board.pressReset()
    await until(() => expect(board.running?.version).toBe('2.00'))
  })

  it('is a BOOT that only a finger pulls, on a board that the cable resets: it also tries without a reset', async () => {
    const { board, session } = bench({}, { timing: { holdBootMs: 30_000 } })
    const port = board.port
    if (!port) throw new Error('The board is not on the bus.')
    const wired = port.setSignals
    port.setSignals = (signals) => wired({ ...signals, dataTerminalReady: false })
    session.subscribe(() => {
      if (session.state.kind !== 'connecting' || !session.state.holdBoot || board.mode !== 'app') return
      board.holdBoot()
      board.pressReset()
      board.releaseBoot()
    })
    void session.connect()
    await reaches(session, 'ready')
  })

  it('is a BOOT that nobody holds', async () => {
    const { session } = bench({ faults: { noBootCircuit: true } }, { timing: { holdBootMs: 500 } })
    void session.connect()
    const failed = await reaches(session, 'failed')
    expect(failed).toMatchObject({ code: 'no-answer', canRetry: true })
    expect(failed.remedies[0]).toContain('BOOT')
  })
})

describe.concurrent('what the board rules out', () => {
  it('is firmware for another chip; another choice goes on without connecting anew', async () => {
    const { board, session, file } = bench({ chip: 'ESP32-C3' })
    session.choose({ sets: [[file(appFor('ESP32', '2.00'))]], eraseAll: false })
    void session.connect()
    expect(await reaches(session, 'refused')).toMatchObject({ refusal: { code: 'wrong-chip' } })
    session.write()
    expect(session.state.kind).toBe('refused')
    session.choose({ sets: [[file(appFor('ESP32-C3', '2.00'))]], eraseAll: false })
    session.write()
    await until(() => expect(board.running?.version).toBe('2.00'))
  })

  it.each([
    ['secure-download-mode', { chip: 'ESP32-S3', faults: { secureDownload: true } }],
    ['flash-encrypted', { chip: 'ESP32-S3', encrypted: true }],
    ['flash-encrypted', { chip: 'ESP32', encrypted: true }],
  ] as const)('is %s (%o), and the board is let go unharmed', async (code, options) => {
    const { board, session } = bench({ flash: factoryFor(options.chip, '1.00'), ...options })
    const before = board.flash.slice()
    void session.connect()
    expect(await reaches(session, 'refused')).toMatchObject({ refusal: { code } })
    await session.cancel()
    await until(() => expect(board.running?.version).toBe('1.00'))
    expect(Buffer.compare(board.flash, before)).toBe(0)
  })
})

it('a board whose partition table is for more flash than it has is looked at all the same', async () => {
  const flash = factoryFor('ESP32', '1.00')
  flash.set(makePartitionTable([...examplePartitions, partition('app2', 0, 0x12, 0x7f0000, 0x10000)]), 0x8000)
  const { session } = bench({ flash })
  void session.connect()
  expect(await reaches(session, 'ready')).toMatchObject({
    board: { contents: { running: { app: { version: '1.00' } }, slots: [{}, {}, { app: null }] } },
  })
})

describe.concurrent('who cancels', () => {
  it('while it waits gets the board back as it was', async () => {
    const { board, session } = bench()
    void session.connect()
    await reaches(session, 'ready')
    await session.cancel()
    expect(session.state).toMatchObject({ kind: 'failed', code: 'cancelled' })
    await until(() => expect(board.running?.version).toBe('1.00'))
  })

  it('while it connects is heard', async () => {
    const { session } = bench({ faults: { noBootCircuit: true } })
    void session.connect()
    await until(() => expect(session.state).toMatchObject({ kind: 'connecting', holdBoot: true }))
    await session.cancel()
    expect(session.state).toMatchObject({ code: 'cancelled' })
  })

  it('while it writes keeps the old app, and may retry with everything chosen', async () => {
    const set = bench({ bytesPerSecond: 60_000 })
    const { board, session } = set
    session.choose(big())
    await flash(session)
    await until(() => expect(session.state.kind === 'writing' && session.state.fraction).toBeGreaterThan(0.1))
    const asked = performance.now()
    await session.cancel()
    expect(performance.now() - asked).toBeLessThan(2500)
    expect(session.state).toMatchObject({ code: 'cancelled', whileWriting: true, canRetry: true })
    await until(() => expect(board.running?.version).toBe('1.00'))
    await retried(set, true)
  })
})
