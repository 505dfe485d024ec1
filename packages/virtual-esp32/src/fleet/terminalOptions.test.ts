import { describe, expect, it } from 'vitest'
import { readFleetCommand } from './terminalOptions.ts'

describe('the command line of a virtual fleet', () => {
  it('asks a server on this machine with two dozen healthy boards when nothing is said', () => {
    expect(readFleetCommand([])).toEqual({
      do: 'run',
      fleet: {
        serverUrl: 'http://localhost:5000',
        product: 'default',
        channel: null,
        devices: 24,
        seed: 7,
        version: '1.00',
        olderVersion: null,
        boards: [{ chip: 'ESP32', name: null }],
        shares: { brick: 0, bootLoop: 0, flaky: 0, wrongLabel: 0, nat: 0, sleepy: 0 },
        intervalMs: 12_000,
        bytesPerSecond: 80_000,
      },
    })
  })

  it('takes shares in percent, with the sign or without, also behind the -- that a package manager leaves in', () => {
    const args = ['--devices', '200', '--brick', '1%', '--boot-loop', '2', '--flaky', '2.5%', '--seed=9']
    expect(
      readFleetCommand(['--', ...args, '--wrong-label=100%', '--chips', 'ESP32,ESP32-S3']),
    ).toMatchObject({
      fleet: {
        devices: 200,
        seed: 9,
        shares: { brick: 0.01, bootLoop: 0.02, flaky: 0.025, wrongLabel: 1 },
        boards: [{ chip: 'ESP32' }, { chip: 'ESP32-S3' }],
      },
    })
  })

  it.each([
    'http://127.0.0.1',
    'http://[::1]:5000',
    'http://10.1.2.3',
    'http://172.31.0.1',
    'http://192.168.1.10:5000',
    'http://[fd00::1]',
    'http://pi:5000',
    'http://ota.local',
  ])('asks %s, which is near', (server) => {
    expect(readFleetCommand(['--server', server])).toMatchObject({ do: 'run', fleet: { serverUrl: server } })
  })

  it.each(['http://8.8.8.8', 'http://172.32.0.1', 'http://ota.example.com', 'http://[2001:db8::1]'])(
    'leaves %s alone, which is not',
    (server) => {
      expect(readFleetCommand(['--server', server])).toMatchObject({
        do: 'refuse',
        sentence: expect.stringContaining(`${server} is not on this machine or on a private network`),
      })
    },
  )

  it.each([
    [['--bogus'], "Unknown option '--bogus'; --help lists the options."],
    [['--devices', 'many'], '--devices takes a number, not many.'],
    [['--seed', '1.5'], '--seed takes a number, not 1.5.'],
    [['--brick', 'all'], '--brick takes a share such as 5%, not all.'],
    [['--nat', '101%'], '--nat takes a share such as 5%, not 101%.'],
    [['--interval', 'often'], '--interval takes a time'],
    [['--speed', '0'], '--speed takes a number of bytes a second, not 0.'],
  ])('refuses %j in one sentence', (args, sentence) => {
    expect(readFleetCommand(args)).toEqual({ do: 'refuse', sentence: expect.stringContaining(sentence) })
  })
})
