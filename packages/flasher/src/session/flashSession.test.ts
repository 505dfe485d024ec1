import { afterAll, describe, expect, it } from 'vitest'
import {
  appFor,
  bench,
  everyChip,
  factoryFor,
  flash,
  partsFor,
  reaches,
  unplugAll,
  until,
  wifi,
} from './testSession.ts'

// They mostly wait for esptool-js's pauses, so they do it together.
afterAll(unplugAll)

describe.concurrent.each(everyChip)('a session with %s', (chip) => {
  it('looks at the board, writes a bare app beside the old one, verifies it, and sees it start', async () => {
    const { board, session, states } = bench({ chip })
    session.choose({
      sets: [[{ name: 'thermo.bin', bytes: appFor(chip, '2.00', 300 * 1024), address: null }]],
      eraseAll: false,
    })
    void session.connect()
    const { board: facts, plan } = await reaches(session, 'ready')
    expect(facts).toMatchObject({
      chip,
      mac: '24:6F:28:01:02:03',
      flashSize: 0x400000,
      revision: board.chipRevision,
      encrypted: false,
      contents: { running: { partition: { label: 'app0' }, app: { project: 'thermo', version: '1.00' } } },
    })
    expect(plan).toMatchObject({ slot: { label: 'app1' } })
    session.write()
    await until(() => expect(board.running).toMatchObject({ slot: 'app1', version: '2.00' }))
    await until(() => {
      const { state } = session
      expect(state.kind === 'console' && state.console.boot).toMatchObject({
        project: 'thermo',
        version: '2.00',
      })
    })
    await session.finish()
    expect(session.state.kind).toBe('done')

    const kinds = states.map(({ kind }) => kind).filter((kind, i, all) => kind !== all[i - 1])
    expect(kinds).toEqual([
      'choosing-port',
      'connecting',
      'checking',
      'ready',
      'writing',
      'resetting',
      'console',
      'done',
    ])
    const fractions = states.flatMap((state) => (state.kind === 'writing' ? [state.fraction] : []))
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
    expect([fractions[0], fractions.at(-1)]).toEqual([0, 1])
    expect(new Set(fractions).size).toBeGreaterThan(5)
  })

  it('makes a blank board run', async () => {
    const { board, session } = bench({ chip, flash: new Uint8Array(0) })
    void session.connect()
    expect(await reaches(session, 'refused')).toMatchObject({
      refusal: { code: 'blank-chip', missing: ['bootloader', 'partition-table'] },
    })
    const { bootloader, partitions } = partsFor(chip)
    const app = { name: 'app', bytes: appFor(chip, '2.00'), address: null }
    const parts = Object.entries({ bootloader, partitions }).map(([name, bytes]) => ({
      name,
      bytes,
      address: null,
    }))
    session.choose({ sets: [[app], [...parts, app]], eraseAll: false })
    session.write()
    await until(() => expect(board.running).toMatchObject({ slot: 'app0', version: '2.00' }))
  })
})

describe.concurrent('settings', () => {
  const online = { networks: wifi, builtInWifi: null, speaksImprov: () => true }

  it('stay when a factory image is flashed, and go when everything is erased', async () => {
    const { board, session, file } = bench(online, { timing: { improvMs: 5000 } })
    session.choose({ sets: [[file(factoryFor('ESP32', '2.00'))]], eraseAll: false })
    await flash(session)
    expect(await reaches(session, 'wifi')).toMatchObject({ wifi: { step: 'choosing' } })
    await session.joinWifi({ ssid: 'Workshop', password: 'soldering' })
    expect(board.ssid).toBe('Workshop')
    await session.finish()

    session.choose({ sets: [[file(factoryFor('ESP32', '3.00'))]], eraseAll: false })
    await flash(session)
    await until(() => expect([board.running?.version, board.ssid]).toEqual(['3.00', 'Workshop']))
    expect(await reaches(session, 'wifi')).toMatchObject({ wifi: { step: 'joined' } })
    await session.finish()

    board.flash[0x300000] = 0
    session.choose({ sets: [[file(factoryFor('ESP32', '4.00'))]], eraseAll: true })
    await flash(session)
    await until(() => expect(board.running?.version).toBe('4.00'))
    expect(await reaches(session, 'wifi')).toMatchObject({ wifi: { step: 'choosing' } })
    expect([board.ssid, board.flash[0x300000]]).toEqual([null, 0xff])
  })
})

describe.concurrent('native USB', () => {
  it('is reset by the watchdog, also after the button, and heard from its first line on', async () => {
    const { board, session } = bench({ chip: 'ESP32-S3', usb: 'native' })
    board.holdBoot()
    board.pressReset()
    board.releaseBoot()
    await flash(session)
    await until(() => expect(board.running?.version).toBe('2.00'))
    const { console } = await reaches(session, 'console')
    await until(() => expect(console.lines.map(({ text }) => text).join('\n')).toMatch(/^ESP-ROM:esp32s3/m))
  })

  it('is found again when a reset takes it off the bus', async () => {
    const { board, session } = bench({ chip: 'ESP32-S3', usb: 'native', faults: { reenumerates: true } })
    await flash(session)
    await until(() => expect(board.running?.version).toBe('2.00'))
    await reaches(session, 'console')
    await session.reset()
    await until(() => expect(session.state).toMatchObject({ kind: 'console', console: { connected: true } }))
  })
})

describe.concurrent('the console', () => {
  it('explains a board that crashes, and resets it at a click', async () => {
    const { board, session } = bench({ faults: { panics: true } })
    await flash(session)
    await until(() =>
      expect(session.state).toMatchObject({ kind: 'console', console: { fault: { code: 'panic' } } }),
    )
    board.faults.panics = false
    await session.reset()
    await until(() =>
      expect(session.state).toMatchObject({
        kind: 'console',
        console: { fault: null, boot: { version: '2.00' } },
      }),
    )
  })

  it('tells when nothing takes Wi-Fi settings, and asks again for firmware that was slow to start', async () => {
    let awake = false
    const { session } = bench({ speaksImprov: () => awake, networks: wifi })
    await flash(session)
    await until(() => expect(session.state).toMatchObject({ kind: 'console', asking: true }))
    await until(() => expect(session.state).toMatchObject({ kind: 'console', asking: false }))
    awake = true
    await session.reset()
    await until(() => expect(session.state).toMatchObject({ console: { boot: { version: '2.00' } } }))
    await session.scanWifi()
    expect(session.state).toMatchObject({ kind: 'wifi', wifi: { networks: [{ name: 'Workshop' }] } })
  })

  it('goes on when the board is plugged in again', async () => {
    const { board, session } = bench()
    await flash(session)
    await reaches(session, 'console')
    board.unplug()
    await until(() => expect(session.state).toMatchObject({ console: { connected: false } }))
    board.plugIn()
    await until(() => expect(session.state).toMatchObject({ console: { connected: true } }))
  })
})
