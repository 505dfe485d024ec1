import { describe, expect, it } from 'vitest'
import { readCommand } from './terminalOptions.ts'

describe('the command line of the virtual ESP32', () => {
  it('polls a server on this machine every 10 s as an ESP32 with 1.00 when nothing is said', () => {
    expect(readCommand([])).toMatchObject({
      do: 'run',
      intervalMs: 10_000,
      once: false,
      board: { serverUrl: 'http://localhost:5000', version: '1.00', chip: 'ESP32', sketch: 'updater' },
    })
  })

  it('takes each option, also behind the -- that a package manager leaves in', () => {
    const args = [
      '--server',
      'http://pi:5000',
      '--version=2',
      '--chip',
      'ESP32-S3',
      '--mac',
      '24:6F:28:00:00:01',
    ]
    const more = [
      '--sketch',
      'seed',
      '--interval',
      '500ms',
      '--speed',
      '50000',
      '--slot',
      '1966080',
      '--once',
    ]
    expect(readCommand(['--', ...args, ...more])).toMatchObject({
      intervalMs: 500,
      once: true,
      board: {
        serverUrl: 'http://pi:5000',
        version: '2',
        chip: 'ESP32-S3',
        mac: '24:6F:28:00:00:01',
        sketch: 'seed',
        reading: { bytesPerSecond: 50_000 },
        slotSize: 1_966_080,
      },
    })
  })

  it('asks for the product, board and channel it was given', () => {
    const command = readCommand(['--product', 'pump', '--board', 's3', '--channel', 'beta'])
    const path = command.do === 'run' ? command.board.path?.('1.0') : undefined
    expect(path).toBe('/ota?version=1.0&product=pump&board=s3&channel=beta')
  })

  it.each([
    ['500ms', 500],
    ['10', 10_000],
    ['1.5s', 1_500],
    ['5m', 300_000],
  ])('reads %s as a time', (interval, intervalMs) => {
    expect(readCommand(['--interval', interval])).toMatchObject({ intervalMs })
  })

  it.each([
    [['--bogus'], "Unknown option '--bogus'; --help lists the options."],
    [['extra'], "Unexpected argument 'extra'"],
    [['--server'], "Option '--server <value>' argument missing"],
    [['--sketch', 'mine'], 'There is no sketch mine; there are updater, seed, idf.'],
    [['--interval', 'often'], '--interval takes a time such as 500ms, 10s or 5m, not often.'],
    [['--interval', '0'], '--interval takes a time'],
    [['--slot', '-1'], "Option '--slot' argument is ambiguous"],
    [['--slot', '1.5MB'], '--slot takes a number of bytes, not 1.5MB.'],
    [['--speed', 'fast'], '--speed takes a number of bytes a second, not fast.'],
  ])('refuses %j in one sentence', (args, sentence) => {
    expect(readCommand(args)).toEqual({ do: 'refuse', sentence: expect.stringContaining(sentence) })
  })
})
