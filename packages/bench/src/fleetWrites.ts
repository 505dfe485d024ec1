import { type Cyberdeck, startCyberdeck } from './cyberdeck.ts'
import { everyBoard } from './polling.ts'
import { settled, stallWords } from './probed.ts'

const devices = 100_000
const rounds = 3

/** What writing behind does to a server under full load: while all boards call for the first time, and afterwards. */
export async function benchFleetWrites(): Promise<void> {
  console.log(`\n6. Written behind: ${devices} boards call as fast as they are answered, SQLite`)
  const cyberdeck = await startCyberdeck({ probed: true })
  try {
    await measured(cyberdeck, 'first sight')
    for (let round = 1; round <= rounds; round++) await measured(cyberdeck, `known, round ${round}`)
  } finally {
    await cyberdeck.stop()
  }
}

async function measured(cyberdeck: Cyberdeck, name: string): Promise<void> {
  await cyberdeck.probe()
  const { perSecond, microseconds, p99, longest, failed } = await everyBoard(cyberdeck, devices)
  await settled(cyberdeck.server.pid)
  console.log(
    `   ${name.padEnd(18)} ${perSecond.toFixed(0)} polls/s, ${microseconds.toFixed(0)} µs of processor each, p99 ${p99.toFixed(0)} ms, longest ${longest.toFixed(0)} ms, ${failed} failed; ${stallWords(await cyberdeck.probe())}`,
  )
}
