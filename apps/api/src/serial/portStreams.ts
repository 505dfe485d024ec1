import type { BindingPort } from './binding.ts'

/** The streams of an open port. As in a browser, each is another one once it was cancelled, closed or aborted. */
export interface PortStreams {
  readonly readable: ReadableStream<Uint8Array>
  readonly writable: WritableStream<Uint8Array>
  /** Throws a TypeError while one of them is locked, as Web Serial's `close()` does. */
  requireUnlocked(): void
  /** The port is closed: whoever still reads hears the end. */
  end(): void
}

const readSize = 16 * 1024

/** @param gone called once when the device is lost, after readers have been told */
export function createPortStreams(native: BindingPort, gone: () => void): PortStreams {
  let reading: ReadableStreamDefaultController<Uint8Array> | null = null
  let readable: ReadableStream<Uint8Array> | null = null
  let writable: WritableStream<Uint8Array> | null = null
  let ended = false
  /** What came while nobody read: a board says little at that moment, and all of it counts. */
  let unread: Uint8Array[] = []

  const take = (bytes: Uint8Array) => {
    if (reading) reading.enqueue(bytes)
    else unread.push(bytes)
  }
  const pump = async () => {
    const buffer = Buffer.alloc(readSize)
    try {
      while (!ended) {
        const { bytesRead } = await native.read(buffer, 0, buffer.length)
        take(Uint8Array.from(buffer.subarray(0, bytesRead)))
      }
    } catch (error) {
      if (ended || (error as { canceled?: boolean }).canceled) return
      ended = true
      reading?.error(lost(error))
      gone()
    }
  }

  const newReadable = () =>
    new ReadableStream<Uint8Array>({
      start: (controller) => {
        reading = controller
        for (const bytes of unread.splice(0)) controller.enqueue(bytes)
      },
      cancel: () => {
        reading = null
        readable = null
      },
    })
  const newWritable = () => {
    const renew = () => {
      writable = null
    }
    return new WritableStream<Uint8Array>({
      write: (bytes) => native.write(Buffer.from(bytes)).catch((error) => Promise.reject(lost(error))),
      close: renew,
      abort: renew,
    })
  }
  void pump()

  return {
    get readable() {
      readable ??= newReadable()
      return readable
    },
    get writable() {
      writable ??= newWritable()
      return writable
    },
    requireUnlocked() {
      if (readable?.locked || writable?.locked) throw new TypeError('A stream of the port is locked.')
    },
    end() {
      ended = true
      unread = []
      reading?.close()
      reading = null
    },
  }
}

/** The error that a browser gives for a device that is gone; `cause` is what the system says. */
export function lost(cause: unknown): DOMException {
  return Object.assign(new DOMException('The device has been lost.', 'NetworkError'), { cause })
}
