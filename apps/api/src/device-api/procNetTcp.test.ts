import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { endianness, tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { type Connection, systemAcknowledged } from './acknowledged.ts'
import { procNetTcp } from './procNetTcp.ts'

const header =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n'

const line = (number: number, ends: string, state: string, queue: string) =>
  `${String(number).padStart(4)}: ${ends} ${state} ${queue}:00000000 00:00000000 00000000  1000        0 12345 1 0000000000000000 20 4 30 10 -1\n`

async function folderWith(tables: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'proc-net-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  for (const [name, text] of Object.entries(tables)) await writeFile(join(folder, name), text)
  return folder
}

const connection = (localAddress: string, remoteAddress: string, remotePort: number): Connection => ({
  localAddress,
  localPort: 5_000,
  remoteAddress,
  remotePort,
})

test.runIf(endianness() === 'LE')(
  'tells what each connection has yet to acknowledge, of both tables',
  async () => {
    const folder = await folderWith({
      tcp:
        header +
        line(0, '00000000:1388 00000000:0000', '0A', '00000000') +
        line(1, '0501A8C0:1388 1401A8C0:C001', '01', '0002A3F0') +
        line(12_345, '0501A8C0:1388 1501A8C0:C001', '06', '00000000'),
      tcp6:
        header +
        line(
          0,
          '0000000000000000FFFF00000501A8C0:1388 0000000000000000FFFF00001401A8C0:C002',
          '01',
          '0000000A',
        ) +
        line(
          1,
          '000080FE00000000FF54A5B501000000:1388 B80D0120000000000000000001000000:C003',
          '04',
          '0000000B',
        ),
    })
    const v4 = connection('192.168.1.5', '192.168.1.20', 0xc001)
    const closed = connection('192.168.1.5', '192.168.1.21', 0xc001)
    const mapped = connection('::ffff:192.168.1.5', '::ffff:192.168.1.20', 0xc002)
    const v6 = connection('fe80::b5a5:54ff:0:1%eth0', '2001:db8::1', 0xc003)
    const unknown = connection('192.168.1.5', '192.168.1.22', 0xc001)
    const found = await procNetTcp(folder).unacknowledged([v4, closed, mapped, v6, unknown])
    expect(found).toEqual(
      new Map([
        [v4, 173_040],
        [closed, 0],
        [mapped, 10],
        [v6, 11],
      ]),
    )
  },
)

test.runIf(endianness() === 'LE')('finds a connection anywhere in a long table', async () => {
  const filler = Array.from({ length: 3_000 }, (_, index) =>
    line(
      index,
      `0501A8C0:1388 6401A8C0:${index.toString(16).toUpperCase().padStart(4, '0')}`,
      '06',
      '00000000',
    ),
  )
  const mine = line(3_000, '0501A8C0:1388 1401A8C0:C001', '01', '00000007')
  const wanted = connection('192.168.1.5', '192.168.1.20', 0xc001)
  for (const at of [0, 433, 1_500, 3_000]) {
    const folder = await folderWith({ tcp: header + filler.toSpliced(at, 0, mine).join('') })
    expect(await procNetTcp(folder).unacknowledged([wanted])).toEqual(new Map([[wanted, 7]]))
  }
})

test('a table that cannot be read is an error, not an empty table', async () => {
  const folder = await folderWith({})
  await expect(procNetTcp(folder).unacknowledged([connection('10.0.0.1', '10.0.0.2', 1)])).rejects.toThrow(
    'ENOENT',
  )
})

test.runIf(process.platform === 'linux').each(['127.0.0.1', '::1'])(
  'on this system, bytes that a client of %s does not read stay unacknowledged until it does',
  async (host) => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, host, resolve))
    onTestFinished(() => void server.close())
    const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve))
    const client = connect((server.address() as AddressInfo).port, host)
    onTestFinished(() => void client.destroy())
    const socket = await accepted
    client.pause()
    socket.write(Buffer.alloc(16_000_000))
    const { localAddress = '', localPort = 0, remoteAddress = '', remotePort = 0 } = socket
    const ends = { localAddress, localPort, remoteAddress, remotePort }
    const unacknowledged = async () => (await systemAcknowledged().unacknowledged([ends]))?.get(ends)
    await vi.waitFor(async () => expect(await unacknowledged()).toBeGreaterThan(0))
    client.resume()
    await vi.waitFor(async () => expect(await unacknowledged()).toBe(0), { timeout: 5_000 })
    socket.destroy()
  },
)
