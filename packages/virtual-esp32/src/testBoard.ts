import { createVirtualEsp32, type VirtualEsp32Options } from './device.ts'
import { makeFirmware } from './images.ts'
import { type Handler, startTestServer } from './testServer.ts'

/** An update for the boards of these tests. */
export const next = makeFirmware({ version: '2.00', size: 40_000 })

let stopServer = async () => {}

/** Stops the server that was started last. For `afterEach`, and before a test goes on to another. */
export const stop = () => stopServer()

/** A board whose server does as `handler` says. */
export async function boardAgainst(handler: Handler, options: Partial<VirtualEsp32Options> = {}) {
  const server = await startTestServer(handler)
  stopServer = server.stop
  const timing = { peekMs: 20, ...options.timing }
  const board = createVirtualEsp32({ serverUrl: server.url, slotSize: 0x10000, ...options, timing })
  return { server, board }
}

/** What one poll of such a board comes to; a Buffer is the answer to every request. */
export async function pollAgainst(answer: Buffer | Handler, options: Partial<VirtualEsp32Options> = {}) {
  const handler: Handler = typeof answer === 'function' ? answer : (_, socket) => socket.write(answer)
  const { board, server } = await boardAgainst(handler, options)
  return { ...(await board.poll()), board, server }
}
