import { connect } from 'node:net'

/** Downloads over and over (`duration`), or once by each connection at a bounded rate (`bytesPerSecond`). */
interface Options {
  port: number
  path: string
  connections: number
  duration?: number
  bytesPerSecond?: number
  /** With a rate: how long to go on reading before everything is dropped, milliseconds. */
  holdFor?: number
}

const options = JSON.parse(process.argv[2] ?? '{}') as Options
const request = `GET ${options.path} HTTP/1.0\r\nHost: 127.0.0.1\r\nUser-Agent: bench\r\nConnection: close\r\n\r\n`

let bytes = 0
let complete = 0
let failed = 0
const began = performance.now()
const cpu = process.cpuUsage()
const end = began + (options.duration ?? options.holdFor ?? 10_000)

await Promise.all(Array.from({ length: options.connections }, downloadUntilTheEnd))

const seconds = (performance.now() - began) / 1000
const used = process.cpuUsage(cpu)
console.log(
  JSON.stringify({
    bytesPerSecond: bytes / seconds,
    complete,
    failed,
    busy: (used.user + used.system) / 1e6 / seconds,
  }),
)

async function downloadUntilTheEnd() {
  do await download()
  while (performance.now() < end && !options.bytesPerSecond)
}

function download() {
  return new Promise<void>((done) => {
    let got = 0
    let length = Number.POSITIVE_INFINITY
    const socket = connect({ port: options.port, host: '127.0.0.1' })
    const opened = performance.now()
    // A slow reader pauses whenever it is ahead of its rate, so that the kernel's buffers and then the server fill up.
    const pace = options.bytesPerSecond
      ? setInterval(() => {
          if (performance.now() > end) socket.destroy()
          else if (got < ((performance.now() - opened) / 1000) * (options.bytesPerSecond ?? 0))
            socket.resume()
        }, 50)
      : undefined
    socket.on('data', (chunk) => {
      if (got === 0) {
        const head = chunk.toString('latin1', 0, 2048)
        length = Number(/content-length: (\d+)/i.exec(head)?.[1]) + head.indexOf('\r\n\r\n') + 4
      }
      got += chunk.length
      bytes += chunk.length
      if (pace && got > ((performance.now() - opened) / 1000) * (options.bytesPerSecond ?? 0)) socket.pause()
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      clearInterval(pace)
      if (got === length) complete++
      else if (!pace) failed++
      done()
    })
    socket.write(request)
  })
}
