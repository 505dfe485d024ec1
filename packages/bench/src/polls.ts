import { startCyberdeck } from './cyberdeck.ts'
import { median, spread } from './median.ts'
import { type Reference, runLoad, startReference, stop } from './processes.ts'

interface PollResult {
  perSecond: number
  answered: number
  failed: number
  statuses: Record<string, number>
  /** Share of one core that the load generator used. */
  busy: number
}

const rounds = 9
const load = { duration: 3_000, connections: 64, macs: 100_000 }

/** Polls on new connections against a bare Fastify route that answers a constant, with an identical twin as control. */
export async function benchPolls(): Promise<void> {
  console.log('\n1. Polls: new connections, HTTP/1.0, ESP32 headers, 100,000 MACs; deciding and recording')
  const cyberdeck = await startCyberdeck(1_200_000)
  const bare = await startReference({ BARE: 'fastify' })
  const twin = await startReference({ BARE: 'fastify' })
  const raw = await startReference({ BARE: 'tcp' })
  let sent = 0
  const poll = async ({ port }: Pick<Reference, 'port'>, options: object = load) => {
    const result = await runLoad<PollResult>('pollLoad', {
      ...load,
      port,
      sketchMd5: cyberdeck.sketchMd5,
      first: sent,
      ...options,
    })
    sent += result.answered
    return result
  }
  try {
    // Every board has called once before the measurement begins, as after any day of service.
    const enrolment = await poll(cyberdeck.server, { first: 0, polls: load.macs, duration: 120_000 })
    for (const side of [bare, twin, raw]) await poll(side)
    const measured: Record<'cyberdeck' | 'bare' | 'twin' | 'raw', PollResult[]> = {
      cyberdeck: [],
      bare: [],
      twin: [],
      raw: [],
    }
    for (let round = 0; round < rounds; round++) {
      measured.cyberdeck.push(await poll(cyberdeck.server))
      measured.bare.push(await poll(bare))
      measured.twin.push(await poll(twin))
      if (round < 3) measured.raw.push(await poll(raw))
    }
    const perSecond = (side: keyof typeof measured) => measured[side].map((result) => result.perSecond)
    const against = (side: keyof typeof measured) =>
      measured[side].map(
        (result, round) => result.perSecond / (measured.bare[round]?.perSecond ?? Number.NaN),
      )
    const ceiling =
      median(perSecond('raw')) / Math.max(median(perSecond('cyberdeck')), median(perSecond('bare')))
    console.log(`   Cyberdeck OTA      ${spread(perSecond('cyberdeck'), 0)} polls/s`)
    console.log(`   bare Fastify       ${spread(perSecond('bare'), 0)} polls/s`)
    console.log(`   ratio              ${spread(against('cyberdeck'))}   (wanted: at least 0.85)`)
    console.log(`   identical twin     ${spread(against('twin'))}   (control: what no difference looks like)`)
    console.log(
      `   load generator     can do ${ceiling.toFixed(2)}× the faster side (against a server without HTTP)`,
    )
    console.log(
      `   first sight        ${enrolment.perSecond.toFixed(0)} polls/s while all ${load.macs} boards called for the first time`,
    )
    const failed = Object.values(measured)
      .flat()
      .reduce((sum, result) => sum + result.failed, 0)
    console.log(
      `   answers            ${JSON.stringify(measured.cyberdeck[0]?.statuses)}, ${failed} connections failed in all`,
    )
  } finally {
    await Promise.all([cyberdeck.stop(), stop(bare.child), stop(twin.child), stop(raw.child)])
  }
}
