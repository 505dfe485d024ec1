import { startCyberdeck } from './cyberdeck.ts'
import { spread } from './median.ts'
import { type PollOptions, pollRound } from './polling.ts'
import { startReference, stop } from './processes.ts'

interface Side {
  port: number
  pid: number
  results: Awaited<ReturnType<typeof pollRound>>[]
}

const rounds = 9
const macs = 100_000

/**
 * Polls on new connections against a bare Fastify route that answers a constant, with an identical twin of that as
 * control. Processor time per poll is the figure that no load generator can limit.
 */
export async function benchPolls(): Promise<void> {
  console.log('\n1. Polls: new connections, HTTP/1.0, ESP32 headers, 100,000 MACs; deciding and recording')
  const cyberdeck = await startCyberdeck()
  const references = await Promise.all(['fastify', 'fastify', 'tcp'].map((BARE) => startReference({ BARE })))
  const [bare, twin, raw] = references.map(({ port, child }) => side(port, child.pid ?? 0)) as [
    Side,
    Side,
    Side,
  ]
  const ours = side(cyberdeck.server.port, cyberdeck.server.pid)
  let sent = 0
  const poll = async (of: Side, options: Partial<PollOptions> = {}) => {
    const { sketchMd5 } = cyberdeck
    const result = await pollRound(of, { macs, sketchMd5, first: sent, ...options })
    sent += result.answered
    return result
  }
  try {
    // Every board has called once before the measurement begins, as after any day of service.
    const enrolment = await poll(ours, { first: 0, polls: macs, duration: 120_000 })
    for (const one of [bare, twin, raw]) await poll(one)
    for (let round = 0; round < rounds; round++) {
      for (const one of round < 3 ? [ours, bare, twin, raw] : [ours, bare, twin])
        one.results.push(await poll(one))
    }
    report(ours, bare, twin, raw)
    console.log(
      `   first sight        ${enrolment.perSecond.toFixed(0)} polls/s, ${enrolment.microseconds.toFixed(0)} µs each, while all ${macs} boards called for the first time`,
    )
  } finally {
    await cyberdeck.stop()
    for (const { child } of references) await stop(child)
  }
}

function side(port: number, pid: number): Side {
  return { port, pid, results: [] }
}

function report(ours: Side, bare: Side, twin: Side, raw: Side): void {
  const of = (one: Side, figure: 'perSecond' | 'microseconds' | 'busy') =>
    one.results.map((result) => result[figure])
  const ratio = (one: Side, figure: 'perSecond' | 'microseconds') =>
    one.results.map((result, round) => {
      const reference = bare.results[round]?.[figure] ?? Number.NaN
      return figure === 'perSecond' ? result[figure] / reference : reference / result[figure]
    })
  console.log(
    `   Cyberdeck OTA      ${spread(of(ours, 'perSecond'), 0)} polls/s, ${spread(of(ours, 'microseconds'), 0)} µs of processor each`,
  )
  console.log(
    `   bare Fastify       ${spread(of(bare, 'perSecond'), 0)} polls/s, ${spread(of(bare, 'microseconds'), 0)} µs of processor each`,
  )
  console.log(`   ratio, polls/s     ${spread(ratio(ours, 'perSecond'))}   (wanted: at least 0.85)`)
  console.log(`   ratio, processor   ${spread(ratio(ours, 'microseconds'))}`)
  console.log(
    `   identical twin     ${spread(ratio(twin, 'perSecond'))} and ${spread(ratio(twin, 'microseconds'))}   (control: what no difference looks like)`,
  )
  console.log(
    `   load generator     busy ${spread(of(ours, 'busy'))} of its core with Cyberdeck OTA, ${spread(of(bare, 'busy'))} with bare Fastify;`,
  )
  console.log(
    `                      ${spread(of(raw, 'perSecond'), 0)} polls/s against a server without HTTP`,
  )
  const all = [ours, bare, twin, raw].flatMap(({ results }) => results)
  const failed = all.reduce((sum, result) => sum + result.failed, 0)
  console.log(
    `   answers            ${JSON.stringify(ours.results[0]?.statuses)}, ${failed} connections failed in all`,
  )
}
