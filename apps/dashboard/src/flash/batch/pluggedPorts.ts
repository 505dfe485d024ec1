import { type FlashPort, type FlashPorts, isNativeUsb } from '@cyberdeck-ota/flasher'

/** Which boards have been plugged in since, and which of them has had its turn. Only ports that the browser lets the page see. */
export interface PluggedPorts {
  /** From now on; what is plugged in already waits for a person. */
  start(): Promise<void>
  stop(): void
  /** The next that has not had its turn, which it has with that; null without one. */
  takeNext(): FlashPort | null
  /** It is that one's turn. */
  take(port: FlashPort): void
  /** It was somebody's turn, and nobody knows whose: all that are plugged in have had theirs. */
  takeAll(): Promise<void>
  /** The turn is over. */
  release(): void
  /** The last that had its turn, while it is plugged in. */
  readonly last: FlashPort | null
}

/** @param onChange something was plugged in or unplugged */
export function createPluggedPorts(ports: FlashPorts, onChange: () => void): PluggedPorts {
  const known = new Set<FlashPort>()
  let fresh: FlashPort[] = []
  let last: FlashPort | null = null
  let hasTurn = false
  /** A board with native USB may leave the bus when it is reset, and come back as another port. */
  let away: FlashPort | null = null

  const know = (port: FlashPort) => {
    if (known.has(port)) return
    known.add(port)
    const gone = () => {
      port.removeEventListener('disconnect', gone)
      known.delete(port)
      fresh = fresh.filter((each) => each !== port)
      if (port === last) {
        if (hasTurn && isNativeUsb(port)) away = port
        last = null
      }
      onChange()
    }
    port.addEventListener('disconnect', gone)
  }
  const present = async () => (await ports.getPorts()).filter(({ connected }) => connected !== false)
  const look = async () => {
    for (const port of await present()) {
      if (known.has(port)) continue
      know(port)
      if (away && isNativeUsb(port)) {
        away = null
        last = port
      } else fresh.push(port)
    }
    onChange()
  }
  const onConnect = () => void look()
  const take = (port: FlashPort) => {
    know(port)
    fresh = fresh.filter((each) => each !== port)
    last = port
    away = null
    hasTurn = true
  }

  const takeAll = async () => {
    for (const port of await present()) know(port)
    fresh = []
  }

  return {
    async start() {
      ports.addEventListener('connect', onConnect)
      await takeAll()
    },
    stop: () => ports.removeEventListener('connect', onConnect),
    take,
    takeNext() {
      const [port] = fresh
      if (port) take(port)
      return port ?? null
    },
    takeAll,
    release() {
      away = null
      hasTurn = false
    },
    get last() {
      return last
    },
  }
}
