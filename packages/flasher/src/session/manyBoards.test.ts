import { createVirtualSerialEsp32, type SerialChip } from '@cyberdeck-ota/virtual-esp32/serial'
import { afterAll, describe, expect, it } from 'vitest'
import { bench, factoryFor, flash, reaches, unplugAll, until } from './testSession.ts'

afterAll(unplugAll)

/** A board of the same kind on the same bus, and what was opened of it. */
function neighbour(chip: SerialChip, usb: 'bridge' | 'native') {
  const board = createVirtualSerialEsp32({
    chip,
    usb,
    mac: '24:6F:28:01:02:04',
    flash: factoryFor(chip, '1.00'),
    timing: { bootMs: 5 },
  })
  const { port } = board
  if (!port) throw new Error('It is not on the bus.')
  let opened = 0
  const open = port.open
  port.open = (options) => {
    opened++
    return open(options)
  }
  return { board, opened: () => opened }
}

describe.concurrent('of several boards of one kind', () => {
  it('the one that was picked is flashed, though each reset takes it off the bus', async () => {
    const other = neighbour('ESP32-S3', 'native')
    const { board, session } = bench(
      { chip: 'ESP32-S3', usb: 'native', faults: { reenumerates: true } },
      {},
      [other.board],
    )
    await flash(session)
    await until(() => expect(board.running?.version).toBe('2.00'))
    await reaches(session, 'console')
    await session.reset()
    await until(() => expect(session.state).toMatchObject({ kind: 'console', console: { connected: true } }))
    await session.finish()
    expect(other.opened()).toBe(0)
    other.board.unplug()
  })

  it('the one that was picked is tried again', async () => {
    const other = neighbour('ESP32', 'bridge')
    const { board, session } = bench({ faults: { flipsBitAt: 0x70123 } }, {}, [other.board])
    await flash(session)
    await reaches(session, 'failed')
    board.faults.flipsBitAt = null
    void session.retry()
    await until(() => expect(board.running?.version).toBe('2.00'))
    await session.finish()
    expect(other.opened()).toBe(0)
    other.board.unplug()
  })
})
