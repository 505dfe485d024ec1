import { parseArgs } from 'node:util'
import type { VirtualEsp32Options } from './device.ts'
import { firstSentence, readBytes, readTime } from './terminalValues.ts'

/** What the command line asks for. */
export type Command =
  | { do: 'help' }
  | { do: 'refuse'; sentence: string }
  | { do: 'make'; file: string; version: string; chip: string }
  | { do: 'run'; board: VirtualEsp32Options; intervalMs: number; once: boolean }

export const help = `An ESP32 without hardware, that asks a Cyberdeck OTA server for updates as an Arduino sketch does.

  npm run esp32 -- --server http://localhost:5000

  --server URL        the server (http://localhost:5000)
  --version TEXT      what it runs at first (1.00)
  --chip NAME         its chip: ESP32, ESP32-S3, ESP32-C6, ... (ESP32)
  --mac ADDRESS       its MAC; two boards at once need two (24:6F:28:...)
  --product SLUG      what it asks for, when that is not the default product
  --board SLUG
  --channel NAME
  --slot BYTES        size of each of its two app slots (1310720)
  --sketch KIND       updater: one httpUpdate.update(); seed: a plain GET first; idf: esp_https_ota (updater)
  --interval TIME     between two polls: 500ms, 10s, 5m (10s)
  --speed BYTES       how many bytes a second it can take in (no limit)
  --once              poll once; exit code 1 when that failed
  --make FILE         write an image of that version and chip to FILE, to upload, and do nothing else
`

const sketches = ['updater', 'seed', 'idf'] as const

/** Reads the arguments after the program's name. What they cannot mean is refused in one sentence. */
export function readCommand(args: readonly string[]): Command {
  let given: ReturnType<typeof parse>
  try {
    given = parse(args[0] === '--' ? args.slice(1) : args)
  } catch (error) {
    return refuse(`${firstSentence(error)}; --help lists the options.`)
  }
  if (given.help) return { do: 'help' }
  const { version, chip, sketch: named, interval, speed, slot, mac, product, board, channel } = given
  if (given.make !== undefined) return { do: 'make', file: given.make, version, chip }
  const sketch = sketches.find((known) => known === named)
  if (!sketch) return refuse(`There is no sketch ${named}; there are ${sketches.join(', ')}.`)
  const intervalMs = readTime(interval)
  if (intervalMs === null) return refuse(`--interval takes a time such as 500ms, 10s or 5m, not ${interval}.`)
  const bytesPerSecond = readBytes(speed)
  if (bytesPerSecond === null) return refuse(`--speed takes a number of bytes a second, not ${speed}.`)
  const slotSize = readBytes(slot)
  if (slotSize === null) return refuse(`--slot takes a number of bytes, not ${slot}.`)
  const query = Object.entries({ product, board, channel }).flatMap(([name, value]) =>
    value === undefined ? [] : [`&${name}=${encodeURIComponent(value)}`],
  )
  return {
    do: 'run',
    intervalMs,
    once: given.once,
    board: {
      serverUrl: given.server,
      version,
      chip,
      sketch,
      path: (label) => `/ota?version=${label}${query.join('')}`,
      ...(mac !== undefined && { mac }),
      ...(bytesPerSecond !== undefined && { reading: { bytesPerSecond } }),
      ...(slotSize !== undefined && { slotSize }),
    },
  }
}

function parse(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      server: { type: 'string', default: 'http://localhost:5000' },
      version: { type: 'string', default: '1.00' },
      chip: { type: 'string', default: 'ESP32' },
      mac: { type: 'string' },
      product: { type: 'string' },
      board: { type: 'string' },
      channel: { type: 'string' },
      sketch: { type: 'string', default: 'updater' },
      interval: { type: 'string', default: '10s' },
      speed: { type: 'string' },
      slot: { type: 'string' },
      once: { type: 'boolean', default: false },
      make: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  return values
}

function refuse(sentence: string): Command {
  return { do: 'refuse', sentence }
}
