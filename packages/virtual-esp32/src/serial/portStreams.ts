/** The two streams of an open port. Each is made anew when its user has closed or cancelled it, as Web Serial does. */
export interface PortStreams {
  readonly readable: ReadableStream<Uint8Array>
  readonly writable: WritableStream<Uint8Array>
  /** Bytes that came in. */
  push(bytes: Uint8Array): void
  /** Ends both streams with an error: the device is gone. */
  fail(error: DOMException): void
  /** @throws TypeError when a stream is locked */
  close(): Promise<void>
}

/** More unread bytes than this overflow, as they do in a browser. */
const UNREAD_LIMIT = 1 << 20

export function createPortStreams(write: (bytes: Uint8Array) => Promise<void>): PortStreams {
  let readable: ReadableStream<Uint8Array>
  let incoming: ReadableStreamDefaultController<Uint8Array>
  let writable: WritableStream<Uint8Array>
  let outgoing: WritableStreamDefaultController
  let open = true

  const newReadable = () => {
    readable = new ReadableStream<Uint8Array>(
      {
        start(controller) {
          incoming = controller
        },
        cancel() {
          if (open) newReadable()
        },
      },
      new ByteLengthQueuingStrategy({ highWaterMark: UNREAD_LIMIT }),
    )
  }
  const newWritable = () => {
    const renew = () => {
      if (open) newWritable()
    }
    writable = new WritableStream<Uint8Array>({
      start(controller) {
        outgoing = controller
      },
      write,
      close: renew,
      abort: renew,
    })
  }
  newReadable()
  newWritable()

  return {
    get readable() {
      return readable
    },
    get writable() {
      return writable
    },
    push(bytes) {
      if (!open) return
      if ((incoming.desiredSize ?? 0) < bytes.length) {
        incoming.error(new DOMException('Bytes came faster than they were read.', 'BufferOverrunError'))
        newReadable()
      }
      incoming.enqueue(bytes)
    },
    fail(error) {
      open = false
      incoming.error(error)
      outgoing.error(error)
    },
    async close() {
      if (readable.locked || writable.locked)
        throw new TypeError('Cannot close a port whose stream is locked.')
      open = false
      await Promise.all([readable.cancel(), writable.abort()])
    },
  }
}
