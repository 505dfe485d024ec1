import { exampleApp } from '@cyberdeck-ota/virtual-esp32/serial'
import { afterAll, describe, expect, it } from 'vitest'
import { bench, flash, reaches, unplugAll, until } from './testSession.ts'

afterAll(unplugAll)

/** Does something the first time a session is there. */
function onceAt(session: ReturnType<typeof bench>['session'], kind: string, act: () => void) {
  const stop = session.subscribe(() => {
    if (session.state.kind !== kind) return
    stop()
    act()
  })
}

describe.concurrent('what is written and verified is no failure any more', () => {
  it.each([
    ['a bridge', {}],
    ['native USB', { chip: 'ESP32-S3', usb: 'native' }],
  ] as const)(
    'when the cable of %s comes off during the reset: the console waits for it',
    async (_, options) => {
      const { board, session, states } = bench(options)
      onceAt(session, 'resetting', () => board.unplug())
      await flash(session)
      expect(await reaches(session, 'console')).toMatchObject({ console: { connected: false } })
      board.plugIn()
      await until(() =>
        expect(session.state).toMatchObject({ kind: 'console', console: { connected: true } }),
      )
      await until(() => expect(board.running?.version).toBe('2.00'))
      expect(states.map(({ kind }) => kind)).not.toContain('failed')
    },
  )

  it('when the lines cannot be set: the console is open, and waits for a press on RESET', async () => {
    const { board, session } = bench()
    onceAt(session, 'resetting', () => {
      const { port } = board
      if (port)
        port.setSignals = () => Promise.reject(new DOMException('Failed to set signals.', 'NetworkError'))
    })
    await flash(session)
    await until(() => expect(session.state).toMatchObject({ kind: 'console', console: { silent: true } }))
    board.pressReset()
    await until(() => expect(session.state).toMatchObject({ console: { boot: { version: '2.00' } } }))
  })

  it('when it is cancelled then: the board starts, and the port is free', async () => {
    const { board, session, states } = bench()
    let cancelled: Promise<void> | undefined
    onceAt(session, 'resetting', () => {
      cancelled = session.cancel()
    })
    await flash(session)
    await until(() => expect(cancelled).toBeDefined())
    await cancelled
    expect(session.state.kind).toBe('done')
    expect(states.map(({ kind }) => kind)).not.toContain('failed')
    expect(board.port?.readable).toBeNull()
    await until(() => expect(board.running?.version).toBe('2.00'))
  })
})

describe.concurrent('what an app says of itself when it starts', () => {
  it('has the digest of the image that was written', async () => {
    const { session } = bench()
    await flash(session)
    await reaches(session, 'console')
    await until(() => {
      const { state } = session
      if (state.kind !== 'console') throw new Error(`It is ${state.kind}.`)
      const digest = state.console.boot?.elfSha256
      expect(digest).toHaveLength(9)
      expect(state.plan.app?.elfSha256?.slice(0, 9)).toBe(digest)
    })
  })

  it('is nothing where Arduino logs errors only, and that is no silence', async () => {
    const { board, session, file } = bench({ logsStart: () => false })
    const sketch = exampleApp('ESP32', { project: 'arduino-lib-builder', version: 'b1c75d1' })
    session.choose({ sets: [[file(sketch)]], eraseAll: false })
    await flash(session)
    await until(() => expect(board.running?.project).toBe('arduino-lib-builder'))
    await until(() => {
      const { state } = session
      if (state.kind !== 'console') throw new Error(`It is ${state.kind}.`)
      const { lines, boot, silent } = state.console
      expect(lines.map(({ text }) => text).join()).toContain('boot: Loaded app')
      expect({ boot, silent }).toEqual({ boot: null, silent: false })
    })
  })
})
