import { afterAll, describe, expect, it } from 'vitest'
import { bench, flash, reaches, unplugAll, until } from './testSession.ts'

afterAll(unplugAll)

describe.concurrent('the port', () => {
  it('is opened once by two clicks on Connect, also while a console is still open', async () => {
    const { session, states } = bench()
    await flash(session)
    await reaches(session, 'console')
    const from = states.length
    void session.connect()
    void session.connect()
    await reaches(session, 'ready')
    const kinds = states.slice(from).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'choosing-port')).toHaveLength(1)
    expect(kinds).not.toContain('failed')
  })

  it('stays free when the session is finished right after it was to connect', async () => {
    const { board, session } = bench()
    await flash(session)
    await reaches(session, 'console')
    const connecting = session.connect()
    await session.finish()
    await connecting
    expect([session.state.kind, board.port?.readable]).toEqual(['done', null])
  })

  it('has nobody waiting for it once the session is finished, even if it was away', async () => {
    const { board, session, ports } = bench()
    let waiting = 0
    const { addEventListener, removeEventListener } = ports
    ports.addEventListener = (...args: Parameters<typeof addEventListener>) => {
      waiting++
      addEventListener(...args)
    }
    ports.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
      waiting--
      removeEventListener(...args)
    }
    await flash(session)
    await reaches(session, 'console')
    board.unplug()
    await until(() => expect(session.state).toMatchObject({ console: { connected: false } }))
    expect(waiting).toBe(1)
    await session.finish()
    expect(waiting).toBe(0)
  })

  it('is looked for again after a look that failed', async () => {
    const { board, session, ports } = bench()
    await flash(session)
    await reaches(session, 'console')
    const { getPorts } = ports
    let looks = 0
    ports.getPorts = () => (++looks === 1 ? Promise.reject(new Error('udevadm')) : getPorts())
    board.unplug()
    await until(() => expect(looks).toBe(1))
    board.plugIn()
    await until(() => expect(session.state).toMatchObject({ console: { connected: true } }))
  })

  it('is given back to a board that is cancelled while its chip is found out', async () => {
    const { board, session } = bench({ bytesPerSecond: 6000 })
    void session.connect()
    await until(() => expect([board.mode, session.state.kind]).toEqual(['download', 'connecting']))
    await session.cancel()
    await until(() => expect(board.running?.version).toBe('1.00'))
  })
})
