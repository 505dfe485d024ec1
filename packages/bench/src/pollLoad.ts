import { connect } from 'node:net'

/** Polls as boards send them: a new connection each, HTTP/1.0, the updater's headers, MACs that cycle. */
interface Options {
  port: number
  /** Milliseconds to go on for, at most. */
  duration: number
  /** Polls to send, at most. */
  polls?: number
  /** The MAC to begin with, so that one round goes on where another ended. */
  first?: number
  connections: number
  macs: number
  /** From one board's MAC to the next one's, 1 if not given. */
  stride?: number
  /** What the boards say they run. */
  sketchMd5: string
}

const options = JSON.parse(process.argv[2] ?? '{}') as Options
const { port, duration, connections, macs, sketchMd5, first = 0, stride = 1 } = options
const last = first + (options.polls ?? Number.POSITIVE_INFINITY)

const blank = '24:6F:28:00:00:00'
const request = Buffer.from(
  [
    'GET /ota?version=1.00 HTTP/1.0',
    `Host: 127.0.0.1:${port}`,
    'User-Agent: ESP32-http-Update',
    'Connection: close',
    'Cache-Control: no-cache',
    `x-ESP32-BASE-MAC: ${blank}`,
    `x-ESP32-STA-MAC: ${blank}`,
    'x-ESP32-free-space: 1310720',
    'x-ESP32-sketch-size: 912345',
    `x-ESP32-sketch-md5: ${sketchMd5}`,
    'x-ESP32-chip-size: 4194304',
    'x-ESP32-sdk-version: v5.5.1',
    'x-ESP32-mode: sketch',
    '\r\n',
  ].join('\r\n'),
)
const places = [request.indexOf(blank), request.lastIndexOf(blank)]

/** The poll of one board, made when it is sent: those of a million would fill the memory. */
function requestOf(board: number): Buffer {
  const digits = board.toString(16).toUpperCase().padStart(6, '0')
  const copy = Buffer.from(request)
  for (const at of places)
    copy.write(`${digits.slice(0, 2)}:${digits.slice(2, 4)}:${digits.slice(4)}`, at + 9)
  return copy
}

let next = first
let answered = 0
let failed = 0
const statuses: Record<string, number> = {}
/** How long each poll took, from connecting to the end of the connection, ms. */
const waits: number[] = []
const began = performance.now()
const cpu = process.cpuUsage()

await Promise.all(Array.from({ length: connections }, pollUntilTheEnd))

const seconds = (performance.now() - began) / 1000
const used = process.cpuUsage(cpu)
const sorted = Float64Array.from(waits).sort()
console.log(
  JSON.stringify({
    p99: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN,
    longest: sorted.at(-1) ?? Number.NaN,
    perSecond: answered / seconds,
    answered,
    failed,
    statuses,
    busy: (used.user + used.system) / 1e6 / seconds,
  }),
)

async function pollUntilTheEnd() {
  while (next < last && performance.now() - began < duration) {
    const sent = performance.now()
    await poll(requestOf((next++ % macs) * stride))
    waits.push(performance.now() - sent)
  }
}

function poll(request: Buffer) {
  return new Promise<void>((done) => {
    let status = ''
    const socket = connect({ port, host: '127.0.0.1' })
    socket.on('data', (chunk) => {
      if (!status) status = chunk.toString('latin1', 9, 12)
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      if (status) {
        answered++
        statuses[status] = (statuses[status] ?? 0) + 1
      } else failed++
      done()
    })
    socket.write(request)
  })
}
