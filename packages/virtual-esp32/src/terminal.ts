import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createVirtualEsp32 } from './device.ts'
import { makeFirmware } from './images.ts'
import { createTerminalLines } from './terminalLines.ts'
import { type Command, help, readCommand } from './terminalOptions.ts'

const lines = createTerminalLines({
  write: (text) => void process.stdout.write(text),
  isTTY: process.stdout.isTTY === true,
})

// Whoever read the lines, such as `head`, has had enough.
process.stdout.on('error', () => process.exit())

try {
  process.exitCode = await obey(readCommand(process.argv.slice(2)))
} catch (error) {
  if (!(error instanceof RangeError)) throw error
  process.exitCode = refuse(error.message)
}

async function obey(command: Command): Promise<number> {
  switch (command.do) {
    case 'help':
      process.stdout.write(help)
      return 0
    case 'refuse':
      return refuse(command.sentence)
    case 'make':
      return make(command)
    case 'run':
      return run(command)
  }
}

async function run({ board: options, intervalMs, once }: Command & { do: 'run' }): Promise<number> {
  const board = createVirtualEsp32({ ...options, onEvent: lines.event })
  const every = once ? 'once' : `every ${intervalMs / 1_000} s, until Ctrl+C`
  lines.line(
    `A virtual ${options.chip}, ${board.mac}, runs ${board.label} and asks ${options.serverUrl} ${every}.`,
  )
  for (;;) {
    lines.line(`${new Date().toLocaleTimeString('en-GB')}  Polls.`)
    const before = board.label
    const result = await board.poll()
    lines.result(result, before, board.label)
    if (once) return ['updated', 'up-to-date', 'ignored'].includes(result.outcome) ? 0 : 1
    if (result.outcome === 'lost') return 1
    await delay(intervalMs)
  }
}

/** Package managers change the working folder and leave the one the user stood in here. */
function make({ file, version, chip }: Command & { do: 'make' }): number {
  const path = resolve(process.env.INIT_CWD ?? '.', file)
  const image = makeFirmware({ version, chip, project: 'virtual-esp32', size: 256 * 1024 })
  try {
    writeFileSync(path, image, { flag: 'wx' })
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    return refuse(
      exists ? `${path} exists already; it was left alone.` : `${path} could not be written: ${error}`,
    )
  }
  lines.line(`Wrote ${path}: version ${version} for ${chip}, ${image.length} bytes.`)
  return 0
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`)
  return 2
}
