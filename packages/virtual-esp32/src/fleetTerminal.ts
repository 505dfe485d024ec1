import { canCallFrom } from './fleet/ownAddresses.ts'
import type { FleetSpace } from './fleet/plan.ts'
import { type FleetCommand, help, readFleetCommand } from './fleet/terminalOptions.ts'
import { createFleetTally } from './fleet/terminalTally.ts'
import { createVirtualFleet } from './fleet/virtualFleet.ts'

// Whoever read the lines, such as `head`, has had enough.
process.stdout.on('error', () => process.exit())

try {
  const command = readFleetCommand(process.argv.slice(2))
  if (command.do === 'help') process.stdout.write(help)
  if (command.do === 'refuse') refuse(command.sentence)
  if (command.do === 'run') await run(command)
} catch (error) {
  if (!(error instanceof RangeError)) throw error
  refuse(error.message)
}

async function run({ fleet: options }: FleetCommand & { do: 'run' }): Promise<void> {
  // The boards of this machine have addresses of their own, which a server elsewhere could not answer.
  const isHere = /^http:\/\/(localhost|127\.[\d.]+)([:/]|$)/.test(options.serverUrl)
  const network = isHere && (await canCallFrom('127.77.1.1')) ? '127.77' : null
  const serverUrl = network ? options.serverUrl.replace('//localhost', '//127.0.0.1') : options.serverUrl
  const space: FleetSpace = { macPrefix: '02:CD:F0', network }
  const tally = createFleetTally()
  const fleet = createVirtualFleet({ ...options, serverUrl, space, onPoll: tally.count })
  const { devices, product, intervalMs } = options
  say(
    `${devices} virtual ESP32s ask ${options.serverUrl} for ${product}, each every ${intervalMs / 1_000} s or so, until Ctrl+C.`,
  )
  if (network === null && options.shares.nat > 0)
    say(
      'None shares its address: that needs a server on this machine, and a system with many loopback addresses.',
    )

  let last = ''
  const timer = setInterval(() => {
    const line = tally.line(fleet.devices)
    if (line !== last) say(`${new Date().toLocaleTimeString('en-GB')}  ${line}`)
    last = line
  }, 1_000)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, async () => {
      clearInterval(timer)
      await fleet.stop()
      process.stdout.write(`\n${tally.summary(fleet.devices)}`)
    })
  }
  fleet.start()
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function refuse(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 2
}
