import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { exampleApp, exampleFlash } from './exampleFlash.ts'
import { createImprovDecoder, decodeTexts, encodeImprov, encodeTexts } from './improvPackets.ts'
import { esptool, portOf, restart, testBoard, unplugAll, until, writing } from './testHost.ts'
import { loadImprovSdk } from './testImprov.ts'

let folder: string
let sdk: Awaited<ReturnType<typeof loadImprovSdk>>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'improv-'))
  sdk = await loadImprovSdk(folder)
})
afterAll(() => rm(folder, { recursive: true }))
afterEach(unplugAll)

const networks = [
  { ssid: 'Workshop', password: 'soldering', rssi: -48 },
  { ssid: 'Café', password: null, rssi: -71 },
]
const nextUrl = 'http://127.0.0.1:5000/devices/1'
const silent = { log() {}, error() {}, debug() {} }

/** A board whose firmware speaks Improv, with a client of the SDK on its open port. */
async function improvBoard(options: Parameters<typeof testBoard>[0] = {}) {
  const board = testBoard({
    flash: exampleFlash('ESP32'),
    networks,
    nextUrl,
    name: 'Thermometer',
    speaksImprov: () => true,
    ...options,
  })
  await portOf(board).open({ baudRate: 115_200 })
  await until(() => expect(board.mode).toBe('app'))
  const client = new sdk.ImprovSerial(portOf(board) as never, silent)
  return { board, client }
}

describe('Improv with its own SDK', () => {
  it('tells what runs and which networks it sees', async () => {
    const { client } = await improvBoard()
    expect(await client.initialize()).toMatchObject({
      firmware: 'thermo',
      version: '2.34',
      chipFamily: 'ESP32',
      name: 'Thermometer',
    })
    expect(client.nextUrl).toBeUndefined()
    expect(await client.scan()).toEqual([
      { name: 'Café', rssi: -71, secured: false },
      { name: 'Workshop', rssi: -48, secured: true },
    ])
    await client.close()
  })

  it('refuses a wrong password, takes the right one, and remembers it over a reset and over a new app', async () => {
    const { board, client } = await improvBoard()
    await client.initialize()
    await expect(client.provision('Workshop', 'guessed')).rejects.toBe('UNABLE_TO_CONNECT')
    expect([board.ssid, client.state]).toEqual([null, 2])
    await client.provision('Workshop', 'soldering')
    expect([client.nextUrl, client.state, board.ssid]).toEqual([nextUrl, 4, 'Workshop'])
    await client.close()
    await portOf(board).close()

    const { loader, transport } = esptool(board)
    await loader.main()
    expect(board.ssid).toBeNull()
    await loader.writeFlash(writing({ address: 0x10000, data: exampleApp('ESP32', { version: '3.00' }) }))
    await restart(transport)
    await until(() => expect([board.running?.version, board.ssid]).toEqual(['3.00', 'Workshop']))
  })

  it('tells its address at once where it is on a network already', async () => {
    const { board, client } = await improvBoard()
    await client.initialize()
    await client.provision('Café', '')
    await client.close()
    board.pressReset()
    await until(() => expect(board.ssid).toBe('Café'))
    const again = new sdk.ImprovSerial(portOf(board) as never, silent)
    await again.initialize()
    expect(again.nextUrl).toBe(nextUrl)
    await again.close()
  })

  it('forgets the network when everything is erased', async () => {
    const { board, client } = await improvBoard()
    await client.initialize()
    await client.provision('Workshop', 'soldering')
    await client.close()
    await portOf(board).close()
    const { loader, transport } = esptool(board, 115_200)
    await loader.main()
    await loader.writeFlash({ ...writing({ address: 0, data: exampleFlash('ESP32') }), eraseAll: true })
    await restart(transport)
    await until(() => expect(board.mode).toBe('app'))
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(board.ssid).toBeNull()
  })

  it('says that it does not know a command', async () => {
    const { client } = await improvBoard()
    await client.initialize()
    await expect(client.requestNetworkState()).rejects.toBe('UNKNOWN_RPC_COMMAND')
    await client.close()
  })

  it('is not there where the firmware does not speak it', async () => {
    const { client } = await improvBoard({ speaksImprov: () => false })
    await expect(client.initialize(100)).rejects.toThrow('not detected')
  })
})

describe('Improv packets', () => {
  const packet = fc.record({
    type: fc.nat(255),
    data: fc.uint8Array({ maxLength: 255 }).map((data) => Uint8Array.from(data)),
  })

  it('come back as they were sent, wherever they are cut and whatever text is between them', () => {
    fc.assert(
      fc.property(
        fc.array(packet, { maxLength: 4 }),
        fc.stringMatching(/^[a-z I\n]{0,20}$/),
        (sent, text) => {
          const decoder = createImprovDecoder()
          const got = sent.flatMap((one) =>
            [...new TextEncoder().encode(text), ...encodeImprov(one)].flatMap((byte) =>
              decoder.push(Uint8Array.of(byte)),
            ),
          )
          expect(got).toEqual(sent)
        },
      ),
    )
  })

  it('are dropped with a wrong sum', () => {
    const bytes = encodeImprov({ type: 3, data: Uint8Array.of(2, 0) })
    bytes[10] = (bytes[10] ?? 0) ^ 1
    expect(createImprovDecoder().push(bytes)).toEqual([])
  })

  it('carry texts, and no text that ends outside', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 20 }), { maxLength: 5 }), (texts) => {
        expect(decodeTexts(Uint8Array.from(encodeTexts(texts)))).toEqual(texts)
      }),
    )
    expect(decodeTexts(Uint8Array.of(3, 65, 66))).toBeNull()
  })
})
