import { startCyberdeck } from './cyberdeck.ts'
import { spread } from './median.ts'
import { everyBoard, pollRound } from './polling.ts'
import { settled } from './probed.ts'

const devices = 100_000
const few = 64
const rounds = 9

/** The same polls against a server that knows 100,000 devices, one that knows 64, and a twin of that as control. */
export async function benchFleetPolls(): Promise<void> {
  console.log(`\n4. Polls with ${devices} devices known, against the same server with ${few}`)
  const full = await startCyberdeck({ devices })
  const empty = await startCyberdeck()
  const twin = await startCyberdeck()
  const sides = [
    { cyberdeck: full, macs: devices, results: [] as Awaited<ReturnType<typeof pollRound>>[] },
    { cyberdeck: empty, macs: few, results: [] as Awaited<ReturnType<typeof pollRound>>[] },
    { cyberdeck: twin, macs: few, results: [] as Awaited<ReturnType<typeof pollRound>>[] },
  ]
  try {
    // Each has called once before, and what it said is written.
    for (const { cyberdeck, macs } of sides) {
      await everyBoard(cyberdeck, macs)
      await settled(cyberdeck.server.pid)
    }
    for (let round = -1; round < rounds; round++) {
      for (const { cyberdeck, macs, results } of sides) {
        const first = results.reduce((sum, { answered }) => sum + answered, 0)
        const result = await pollRound(cyberdeck.server, { macs, first, sketchMd5: cyberdeck.sketchMd5 })
        if (round >= 0) results.push(result)
      }
    }
    const [known, reference, control] = sides.map(({ results }) => results)
    const ratios = (some: typeof known, figure: 'perSecond' | 'microseconds') =>
      (some ?? []).map((result, round) => {
        const other = reference?.[round]?.[figure] ?? Number.NaN
        return figure === 'perSecond' ? result[figure] / other : other / result[figure]
      })
    const figures = (some: typeof known) => {
      const of = (figure: 'perSecond' | 'microseconds' | 'p99') => (some ?? []).map((one) => one[figure])
      return `${spread(of('perSecond'), 0)} polls/s, ${spread(of('microseconds'), 0)} µs of processor each, p99 ${spread(of('p99'), 0)} ms`
    }
    console.log(`   ${String(devices).padEnd(18)} ${figures(known)}`)
    console.log(`   ${String(few).padEnd(18)} ${figures(reference)}`)
    console.log(`   ratio, polls/s     ${spread(ratios(known, 'perSecond'))}   (wanted: at least 0.9)`)
    console.log(`   ratio, processor   ${spread(ratios(known, 'microseconds'))}`)
    console.log(
      `   identical twin     ${spread(ratios(control, 'perSecond'))} and ${spread(ratios(control, 'microseconds'))}   (control)`,
    )
  } finally {
    for (const { cyberdeck } of sides) await cyberdeck.stop()
  }
}
