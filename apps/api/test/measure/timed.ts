import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'

export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** Runs something that goes through `rows` rows, and prints how long it took and how long it held up the event loop. */
export async function timed(name: string, rows: number, run: () => Promise<unknown>): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const [begun, used] = [performance.now(), process.cpuUsage()]
  await run()
  const { user, system } = process.cpuUsage(used)
  const ms = performance.now() - begun
  // A stall is noticed when it is over.
  await pause(5)
  delay.disable()
  const each = rows > 1 ? `${((user + system) / rows).toFixed(1)} µs of processor a row` : ''
  const stall = `longest stall ${(delay.max / 1e6).toFixed(0)} ms`
  print(`   ${name.padEnd(24)} ${ms.toFixed(0).padStart(7)} ms  ${stall.padEnd(22)} ${each}`)
}
