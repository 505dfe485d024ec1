import { type AddressInfo, connect, type Socket } from 'node:net'
import { makeImage } from '@cyberdeck-ota/esp-image'
import { expect, onTestFinished, test, vi } from 'vitest'
import {
  expectNothingKept,
  formOf,
  type Part,
  type ServerUnderTest,
  signedIn,
  startManagementApi,
} from '../../test/managementServer.ts'

const version: Part = ['version', '1.0']
const file: Part = ['file', makeImage({ version: '1.0' }), 'fw.bin']
/** Far more than the sockets on both sides buffer. */
const large: Part = ['file', new Uint8Array(12 * 1024 * 1024), 'large.bin']

async function connectTo({ app }: ServerUnderTest): Promise<Socket> {
  if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 })
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  await new Promise((resolve) => socket.once('connect', resolve))
  return socket
}

const head = (headers: Record<string, string | number>) =>
  [
    'POST /api/v1/builds HTTP/1.1',
    'Host: server',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '\r\n',
  ].join('\r\n')

/** Sends a whole request before it reads a byte of the answer, as browsers do; resolves with the answer's status and code. */
async function sendThenRead(
  socket: Socket,
  pieces: (string | Uint8Array)[],
): Promise<{ status: number; code: string }> {
  socket.pause()
  for (const piece of pieces) {
    await new Promise<void>((resolve, reject) =>
      socket.write(piece, (error) => (error ? reject(error) : resolve())),
    )
  }
  const text = await new Promise<string>((resolve, reject) => {
    let received = ''
    socket.once('error', reject)
    socket.on('data', (chunk) => {
      received += chunk
      if (received.endsWith('}')) resolve(received)
    })
    socket.resume()
  })
  const { status, code } = JSON.parse(text.slice(text.indexOf('\r\n\r\n')))
  return { status, code }
}

const request = (
  form: { headers: Record<string, string>; payload: Buffer },
  more: Record<string, string> = signedIn,
) => [head({ ...more, ...form.headers, 'Content-Length': form.payload.length }), form.payload]

const early: [what: string, pieces: (string | Uint8Array)[], status: number, code: string][] = [
  ['is announced as too large', request(formOf(version, large)), 413, 'too-large'],
  ['turns out to be too large', chunked(formOf(version, large)), 413, 'too-large'],
  ['has a second, large file', chunked(formOf(version, file, large)), 400, 'several-files'],
  [
    'has its file in the wrong part',
    chunked(formOf(['firmware', ...large.slice(1)] as Part)),
    400,
    'bad-field',
  ],
  [
    'is no form',
    request({ headers: { 'content-type': 'application/json' }, payload: formOf(large).payload }),
    400,
    'bad-request',
  ],
  ['comes from nobody', request(formOf(version, large), {}), 401, 'sign-in-required'],
]

test.each(early)(
  'a client whose upload %s gets to send all of it and reads why it was refused',
  async (_what, pieces, status, code) => {
    const server = await startManagementApi({ uploadLimit: 256 * 1024 })
    const socket = await connectTo(server)
    expect(await sendThenRead(socket, pieces)).toEqual({ status, code })
    await expectNothingKept(server)
    // The connection is fit for another request.
    expect(await sendThenRead(socket, request(formOf(version)))).toEqual({
      status: 400,
      code: 'missing-file',
    })
  },
)

test('an upload whose client goes away leaves nothing behind, and the server goes on', async () => {
  const server = await startManagementApi({ uploadLimit: 64 * 1024 * 1024 })
  const form = formOf(version, large)
  for (const sent of [form.payload.length - 20, 3 * 1024 * 1024, 200]) {
    const socket = await connectTo(server)
    const [start = ''] = request(form)
    socket.write(start)
    socket.write(form.payload.subarray(0, sent))
    if (sent > 200) await vi.waitFor(async () => expect(await server.staged()).not.toEqual([]))
    socket.destroy()
    await vi.waitFor(() => expectNothingKept(server), { timeout: 5_000 })
  }
  const socket = await connectTo(server)
  expect(await sendThenRead(socket, request(formOf(version)))).toEqual({ status: 400, code: 'missing-file' })
})

/** The form without Content-Length, so that only its bytes tell how long it is. */
function chunked({ headers, payload }: { headers: Record<string, string>; payload: Buffer }) {
  const pieces: (string | Uint8Array)[] = [head({ ...signedIn, ...headers, 'Transfer-Encoding': 'chunked' })]
  for (let at = 0; at < payload.length; at += 1024 * 1024) {
    const chunk = payload.subarray(at, at + 1024 * 1024)
    pieces.push(`${chunk.length.toString(16)}\r\n`, chunk, '\r\n')
  }
  return [...pieces, '0\r\n\r\n']
}
