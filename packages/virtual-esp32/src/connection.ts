import { Socket } from 'node:net'

/** Nothing came: within the time allowed, or never again because the other side has closed or reset. */
export type Silence = 'timeout' | 'closed'

/**
 * A TCP connection that is read only when asked, as lwIP's client is.
 *
 * Node cannot shrink a socket's receive window as an ESP32's is (5,744 bytes): a reader that reads slowly or not at
 * all still lets the kernel take a few hundred kilobytes, more on loopback. What a server sees of back-pressure
 * therefore comes later than with a real board, and only with images larger than that.
 */
export interface Connection {
  send(text: string): void
  /** The next unread byte if it is here already, else -1: `NetworkClient::peek()`. */
  peek(): number
  /** One to `max` bytes as soon as there are any. */
  read(max: number, timeoutMs: number): Promise<Buffer | Silence>
  /** A line without its end; `timeoutMs` is the longest silence within it. */
  readLine(timeoutMs: number): Promise<{ line: string } | Silence>
  close(): void
}

export interface Address {
  host: string
  port: number
  /** The address of this machine that it is reached from; by default the system chooses one. */
  localAddress?: string
}

/** Resolves with null when nothing accepts the connection in time. Aborting `signal` cuts it, like a pulled plug. */
export function connect(
  address: Address,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<Connection | null> {
  if (signal?.aborted) return Promise.resolve(null)
  const socket = new Socket(signal ? { signal } : {})
  let wake = () => {}
  // A failed socket closes too, and that is all a sketch gets to know of it.
  socket.on('error', () => {})
  socket.on('readable', () => wake())
  socket.on('close', () => wake())

  let unread: Buffer = Buffer.alloc(0)
  const pull = () => {
    const chunk: Buffer | null = socket.read()
    if (chunk) unread = unread.length === 0 ? chunk : Buffer.concat([unread, chunk])
    return chunk !== null
  }
  const take = (length: number) => {
    const taken = unread.subarray(0, length)
    unread = unread.subarray(length)
    return taken
  }
  const more = async (ms: number): Promise<Silence | null> => {
    const deadline = Date.now() + ms
    while (!pull()) {
      const left = deadline - Date.now()
      if (socket.closed || socket.readableEnded) return 'closed'
      if (left <= 0) return 'timeout'
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    return null
  }

  const connection: Connection = {
    send: (text) => void socket.write(text, 'latin1'),
    peek() {
      if (unread.length === 0) pull()
      return unread[0] ?? -1
    },
    async read(max, ms) {
      const silence = unread.length === 0 ? await more(ms) : null
      return silence ?? take(max)
    },
    async readLine(ms) {
      let end = unread.indexOf('\n')
      while (end < 0) {
        const silence = await more(ms)
        if (silence) return silence
        end = unread.indexOf('\n')
      }
      return {
        line: take(end + 1)
          .toString('latin1')
          .trimEnd(),
      }
    },
    close: () => void socket.destroy(),
  }

  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.destroy(), timeoutMs)
    socket.once('connect', () => resolve(connection))
    socket.once('close', () => resolve(null))
    socket.once('connect', () => clearTimeout(timer))
    socket.once('close', () => clearTimeout(timer))
    socket.connect(address)
  })
}
